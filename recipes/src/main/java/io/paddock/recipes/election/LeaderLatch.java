package io.paddock.recipes.election;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.Transaction;
import io.paddock.recipes.lock.Grip;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.LockNames;
import io.paddock.recipes.steady.Deadline;
import io.paddock.recipes.steady.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership that is kept until it is given up: stands for election from its start to its close,
 * and stands again whenever its session was lost.
 *
 * <p>The znodes are those of Curator's LeaderLatch.
 *
 * <p>Thread: any.
 */
public final class LeaderLatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLatch.class);

  private final Lock lock;
  private final Executor order;
  private final List<LeaderListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable CompletableFuture<Hold> standing;
  private @Nullable Hold hold;
  private boolean leading;
  private boolean closed;

  private LeaderLatch(Client client, String path, String identifier) {
    this.lock = LockNames.latch(client, path, identifier);
    this.order = client.aside().callbacks();
  }

  /** Stands for election from now on. */
  public static LeaderLatch start(Client client, String path, String identifier) {
    LeaderLatch latch = new LeaderLatch(client, path, identifier);
    latch.stand();
    return latch;
  }

  private synchronized void stand() {
    if (closed) {
      return;
    }
    CompletableFuture<Hold> next = lock.acquireAsync();
    standing = next;
    CompletableFuture<Hold> unused = next.whenComplete(this::stood);
  }

  private void stood(@Nullable Hold won, @Nullable Throwable failure) {
    synchronized (this) {
      if (won == null) {
        if (!closed && !(failure instanceof ClosedException)) {
          LOG.warn("{}: cannot stand for election any more", lock.path(), failure);
        }
        return;
      }
      if (closed) {
        return;
      }
      hold = won;
    }
    // First, lest a connection that comes back in between is not heard of.
    won.addListener(grip -> changed(won, grip));
    becomeAsOfNow(won);
  }

  private synchronized void becomeAsOfNow(Hold of) {
    become(of.isHeld());
  }

  private void changed(Hold of, Grip grip) {
    become(grip == Grip.HELD && of.isHeld());
    if (grip == Grip.LOST) {
      synchronized (this) {
        if (hold != of) {
          return;
        }
        hold = null;
      }
      of.close();
      stand();
    }
  }

  private synchronized void become(boolean leader) {
    if (leader == leading || (leader && closed)) {
      return;
    }
    leading = leader;
    notifyAll();
    for (LeaderListener each : listeners) {
      order.execute(() -> each.changed(leader));
    }
  }

  /** Whether this one leads for sure, as of now. */
  public boolean isLeader() {
    Hold current = current();
    return current != null && current.isHeld();
  }

  /** The token of its leadership, empty if it does not lead for sure. */
  public Optional<Long> token() {
    Hold current = current();
    return current != null && current.isHeld() ? Optional.of(current.token()) : Optional.empty();
  }

  /**
   * The same transaction, which fails with NO_NODE in its first step if this one does not lead when
   * the server does it.
   *
   * @throws IllegalStateException if it does not lead already now
   */
  public Transaction guard(Transaction transaction) {
    Hold current = current();
    if (current == null) {
      throw new IllegalStateException(lock.path() + ": not the leader");
    }
    return current.guard(transaction);
  }

  private synchronized @Nullable Hold current() {
    return hold;
  }

  /** Waits until this one leads, for ever if the limit is null; false if it does not in time. */
  public boolean await(@Nullable Duration limit) {
    Deadline deadline = Deadline.in(limit);
    synchronized (this) {
      return Waiting.until(this, () -> leading || closed, deadline, "latch", lock.path())
          && leading;
    }
  }

  /** Tells a listener of each change from now on, and at once if this one leads. */
  public synchronized void addListener(LeaderListener listener) {
    listeners.add(listener);
    if (leading) {
      order.execute(() -> listener.changed(true));
    }
  }

  /** The identifiers of the leader and those who stand, in their order. */
  public List<String> participants() {
    return lock.contenders();
  }

  /** The identifier of the leader, empty if nobody stands. */
  public Optional<String> leader() {
    return participants().stream().findFirst();
  }

  /** Gives up leadership or candidature; listeners hear of it. */
  @Override
  public void close() {
    Hold last;
    CompletableFuture<Hold> future;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      last = hold;
      hold = null;
      future = standing;
      notifyAll();
    }
    become(false);
    if (last != null) {
      last.close();
    }
    if (future != null && !future.cancel(false)) {
      // It was won just now, and nobody has taken it.
      CompletableFuture<Void> unused = future.thenAccept(Hold::close).exceptionally(e -> null);
    }
  }
}
