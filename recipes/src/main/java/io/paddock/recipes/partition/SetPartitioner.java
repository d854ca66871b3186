package io.paddock.recipes.partition;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.StateListener;
import io.paddock.client.cache.PatientChildrenWatch;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.party.Party;
import io.paddock.recipes.steady.Deadline;
import io.paddock.recipes.steady.Failures;
import io.paddock.recipes.steady.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares a set among those who are there, so that each item is with one of them. When somebody
 * comes or goes all give back what they have and share anew.
 *
 * <pre>{@code
 * while (true) {
 *   switch (partitioner.state()) {
 *     case ALLOCATING -> partitioner.awaitAcquired(Duration.ofSeconds(30));
 *     case ACQUIRED -> partitioner.part().forEach(this::work);
 *     case RELEASE -> partitioner.releaseSet();
 *     case FAILURE -> throw new IllegalStateException("begin anew");
 *   }
 * }
 * }</pre>
 *
 * <p>The znodes, and who gets what, are those of Kazoo's SetPartitioner.
 *
 * <p>Thread: any.
 */
public final class SetPartitioner implements StateListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SetPartitioner.class);
  private static final Duration REACTION = Duration.ofSeconds(1);

  private final Client client;
  private final Executor order;
  private final String path;
  private final List<String> items;
  private final String identifier;
  private final Duration quiet;
  private final Party party;
  private PartitionState state = PartitionState.ALLOCATING;
  private List<Hold> holds = List.of();
  private Set<String> part = Set.of();
  private @Nullable PatientChildrenWatch watch;
  private int round;

  private SetPartitioner(
      Client client, String path, Set<String> set, String identifier, Duration quiet) {
    this.client = client.aside();
    this.order = client.aside().callbacks();
    this.path = path;
    this.items = List.copyOf(new TreeSet<>(set));
    this.identifier = identifier;
    this.quiet = quiet;
    this.party = Party.shallow(client, path + "/party", identifier);
  }

  /**
   * Joins those who share the set below a path.
   *
   * @param set everybody has to give the same
   * @param identifier who this one is; nobody else may be called so
   * @param quiet how long nobody must come or go before the set is shared
   */
  public static SetPartitioner start(
      Client client, String path, Set<String> set, String identifier, Duration quiet) {
    SetPartitioner started = new SetPartitioner(client, path, set, identifier, quiet);
    started.client.ensurePath(path + "/locks");
    started.client.ensurePath(path + "/party");
    started.party.join();
    started.client.addStateListener(started);
    started.begin();
    return started;
  }

  private void begin() {
    PatientChildrenWatch next = PatientChildrenWatch.start(client, path + "/party", quiet);
    int current;
    synchronized (this) {
      closeWatch();
      watch = next;
      current = ++round;
      if (state == PartitionState.FAILURE) {
        closeWatch();
        return;
      }
    }
    CompletableFuture<?> unused =
        next.settled()
            .thenAcceptAsync(settled -> allocate(settled, current), order)
            .exceptionally(
                failure -> {
                  failed(Failures.bare(failure));
                  return null;
                });
  }

  private void failed(Throwable why) {
    // It is cancelled when the next round begins.
    if (!(why instanceof CancellationException)) {
      LOG.warn("{}: cannot share", path, why);
      fail();
    }
  }

  private synchronized void closeWatch() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  private void allocate(PatientChildrenWatch.Settled settled, int current) {
    List<Hold> taken = new ArrayList<>();
    boolean done = false;
    try {
      done = take(settled.changed(), taken, current);
    } finally {
      if (!done) {
        taken.forEach(Hold::close);
      }
    }
    if (!done && isCurrent(current)) {
      begin();
    }
  }

  private boolean take(CompletableFuture<Void> changed, List<Hold> taken, int current) {
    List<String> mine = share(party.members());
    for (String item : mine) {
      Optional<Hold> hold = Optional.empty();
      Lock lock = Lock.at(client, path + "/locks/" + item);
      while (hold.isEmpty() && isCurrent(current) && !changed.isDone()) {
        // Not for ever: whoever has it may wait for one of ours.
        hold = lock.tryAcquire(REACTION);
      }
      hold.ifPresent(taken::add);
    }
    if (!acquired(taken, mine, current, changed)) {
      return false;
    }
    CompletableFuture<Void> unused = changed.thenRun(() -> toRelease(current));
    return true;
  }

  private List<String> share(List<String> members) {
    List<String> sorted = members.stream().sorted().toList();
    int own = sorted.indexOf(identifier);
    List<String> mine = new ArrayList<>();
    for (int i = own; own >= 0 && i < items.size(); i += sorted.size()) {
      mine.add(items.get(i));
    }
    return mine;
  }

  private synchronized boolean acquired(
      List<Hold> taken, List<String> mine, int current, CompletableFuture<Void> changed) {
    boolean done =
        isCurrent(current)
            && taken.size() == mine.size()
            && !changed.isDone()
            && taken.stream().allMatch(Hold::isHeld);
    if (done) {
      holds = taken;
      part = Set.copyOf(mine);
      become(PartitionState.ACQUIRED);
    }
    return done;
  }

  private synchronized boolean isCurrent(int number) {
    return number == round && state == PartitionState.ALLOCATING;
  }

  private synchronized void toRelease(int number) {
    if (number == round && state == PartitionState.ACQUIRED) {
      become(PartitionState.RELEASE);
    }
  }

  private synchronized void become(PartitionState next) {
    if (state != PartitionState.FAILURE) {
      state = next;
      notifyAll();
    }
  }

  @Override
  public void changed(ConnectionState connection) {
    if (connection == ConnectionState.LOST || connection == ConnectionState.CLOSED) {
      fail();
    } else if (connection == ConnectionState.SUSPENDED) {
      synchronized (this) {
        toRelease(round);
      }
    }
  }

  /** How it stands. */
  public synchronized PartitionState state() {
    return state;
  }

  /** What is this one's while it is ACQUIRED, else nothing. */
  public synchronized Set<String> part() {
    return state == PartitionState.ACQUIRED ? part : Set.of();
  }

  /** Waits until it has its part or has failed; false if neither in time (null: for ever). */
  public synchronized boolean awaitAcquired(@Nullable Duration limit) {
    return Waiting.until(this, this::isSettled, Deadline.in(limit), "partition", path);
  }

  private synchronized boolean isSettled() {
    return state == PartitionState.ACQUIRED || state == PartitionState.FAILURE;
  }

  /** Gives the part back and shares anew. */
  public void releaseSet() {
    List<Hold> given;
    synchronized (this) {
      if (state == PartitionState.FAILURE || state == PartitionState.ALLOCATING) {
        return;
      }
      given = holds;
      holds = List.of();
      part = Set.of();
      become(PartitionState.ALLOCATING);
    }
    given.forEach(Hold::close);
    begin();
  }

  private void fail() {
    List<Hold> given;
    synchronized (this) {
      become(PartitionState.FAILURE);
      closeWatch();
      given = holds;
      holds = List.of();
      part = Set.of();
    }
    given.forEach(Hold::close);
    party.leave();
  }

  /** Gives the part back and leaves. */
  @Override
  public void close() {
    client.removeStateListener(this);
    fail();
  }
}
