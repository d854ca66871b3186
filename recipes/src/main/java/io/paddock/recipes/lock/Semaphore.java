package io.paddock.recipes.lock;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.recipes.line.Place;
import io.paddock.recipes.steady.Failures;
import io.paddock.recipes.steady.Removal;
import io.paddock.recipes.steady.Vigil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A number of leases that all clients share. Who wants some stands in a line; only the first of the
 * line looks whether leases are free, so that a lease that is given back wakes one client.
 *
 * <p>The znodes are those of Kazoo's Semaphore: a lease is an ephemeral znode below the path, whose
 * data is the number of leases; the line is at the path with {@code -__lock__} after it.
 *
 * <p>Thread: any.
 */
public final class Semaphore {
  private static final String LINE = "-__lock__";
  private static final Duration LINE_PATIENCE = Duration.ofSeconds(1);

  private final Client client;
  private final String path;
  private final int leasesMax;
  private final LockOptions options;
  private final Lock line;
  private final Set<Vigil> waits = ConcurrentHashMap.newKeySet();

  private Semaphore(Client client, String path, int leasesMax, LockOptions options) {
    if (leasesMax < 1) {
      throw new IllegalArgumentException("semaphore " + path + " with " + leasesMax + " leases");
    }
    if (options.curator()) {
      throw new IllegalArgumentException("a semaphore stands in line with Kazoo's only");
    }
    this.client = client;
    this.path = path;
    this.leasesMax = leasesMax;
    this.options = options;
    this.line = Lock.at(client, path + LINE, options);
  }

  /** The semaphore of this path, which everybody has to give the same number of leases. */
  public static Semaphore at(Client client, String path, int leasesMax) {
    return at(client, path, leasesMax, LockOptions.DEFAULT);
  }

  /** The same with an identifier for {@link #holders}. */
  public static Semaphore at(Client client, String path, int leasesMax, LockOptions options) {
    return new Semaphore(client, path, leasesMax, options);
  }

  /** Waits for one lease. */
  public Held acquire() {
    return acquire(1);
  }

  /**
   * Waits for so many leases, all at once.
   *
   * @throws IllegalStateException if the znode says another number of leases
   */
  public Held acquire(int leases) {
    return acquire(leases, null).orElseThrow(() -> new CancellationException("semaphore " + path));
  }

  /** Waits for one lease, but no longer than this; zero is: take it if one is free. */
  public Optional<Held> tryAcquire(Duration limit) {
    return tryAcquire(1, limit);
  }

  /** Waits for so many leases, all at once, but no longer than this. */
  public Optional<Held> tryAcquire(int leases, Duration limit) {
    return acquire(leases, limit);
  }

  /** Ends every wait for leases by this object, with a {@link CancellationException}. */
  public void cancel() {
    waits.forEach(Vigil::cancel);
    line.cancel();
  }

  /** The identifiers of those who have leases, one for each lease, in no particular order. */
  public List<String> holders() {
    try {
      return client.childrenWithData(path).values().stream().map(Node::text).toList();
    } catch (NoNodeException e) {
      return List.of();
    }
  }

  private Optional<Held> acquire(int leases, @Nullable Duration limit) {
    if (leases < 1 || leases > leasesMax) {
      throw new IllegalArgumentException(
          "%d leases of semaphore %s, which has %d".formatted(leases, path, leasesMax));
    }
    try (Vigil vigil = new Vigil(client, limit, "semaphore", path)) {
      waits.add(vigil);
      try {
        return acquire(leases, limit, vigil);
      } finally {
        waits.remove(vigil);
      }
    }
  }

  private Optional<Held> acquire(int leases, @Nullable Duration limit, Vigil vigil) {
    if (vigil.until(this::made).isEmpty()) {
      return Optional.empty();
    }
    boolean now = limit != null && limit.isZero();
    if (now && Failures.overSessions(() -> client.children(path)).size() + leases > leasesMax) {
      return Optional.empty();
    }
    Optional<Hold> first = firstInLine(vigil, limit, now);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Turn turn = new Turn(vigil, leases, first.get());
    try {
      return vigil.until(turn::take);
    } finally {
      turn.end();
    }
  }

  private Optional<Hold> firstInLine(Vigil vigil, @Nullable Duration limit, boolean now) {
    if (now) {
      // However slow the server is: this waits for nobody else.
      Optional<Hold> first = line.acquire(Duration.ZERO, null, vigil::checkCancelled);
      if (first.isPresent()) {
        return first;
      }
    }
    // Nobody stands there for long while there are leases.
    Duration inLine = now ? LINE_PATIENCE : left(vigil, limit);
    return line.acquire(inLine, null, vigil::checkCancelled);
  }

  private static @Nullable Duration left(Vigil vigil, @Nullable Duration limit) {
    return limit == null ? null : vigil.deadline().leftOrAtMost(limit);
  }

  /** Makes the znode, or checks that it says the same number. */
  private Optional<Boolean> made() {
    Data number = Data.of(Integer.toString(leasesMax));
    try {
      client.create(path, number, CreateOptions.PERSISTENT.makingParents());
      return Optional.of(true);
    } catch (NodeExistsException e) {
      String found = client.get(path).text();
      if (found.matches("\\d{1,9}") && Integer.parseInt(found) != leasesMax) {
        throw new IllegalStateException(
            "semaphore %s has %s leases, not %d".formatted(path, found, leasesMax));
      }
      return Optional.of(true);
    }
  }

  /** The first of the line looks for leases. Thread: who waits. */
  private final class Turn {
    private final Vigil vigil;
    private final int leases;
    private final List<String> paths = new ArrayList<>();
    private Hold first;
    private boolean uncertain;
    private boolean outOfLine;

    Turn(Vigil vigil, int leases, Hold first) {
      this.vigil = vigil;
      this.leases = leases;
      this.first = first;
    }

    Optional<Held> take() {
      if (uncertain) {
        Client asking = vigil.client();
        // Without it a server that has not heard of the leases could say that there are none.
        asking.sync(path);
        Optional<Held> found = found(asking);
        if (found.isPresent()) {
          return found;
        }
      }
      if ((outOfLine || first.grip() == Grip.LOST) && !backInLine()) {
        return Optional.empty();
      }
      if (vigil.children(path).names().size() + leases > leasesMax) {
        return Optional.empty();
      }
      return commit();
    }

    private boolean backInLine() {
      first.close();
      Duration left =
          vigil.deadline().endless() ? null : vigil.deadline().leftOrAtMost(Duration.ofDays(1));
      Optional<Hold> again = line.acquire(left, null, vigil::checkCancelled);
      again.ifPresent(hold -> first = hold);
      outOfLine = false;
      return again.isPresent();
    }

    private Optional<Held> commit() {
      paths.clear();
      // Guarded: who has lost its turn must not take what somebody else has counted as free.
      Transaction transaction = first.guard(Transaction.EMPTY);
      for (int i = 0; i < leases; i++) {
        String lease = path + "/" + UUID.randomUUID().toString().replace("-", "");
        paths.add(lease);
        transaction = transaction.create(lease, options.data(), CreateOptions.EPHEMERAL);
      }
      try {
        Stat stat = vigil.client().commit(transaction).stat(1);
        return Optional.of(leases(stat));
      } catch (TransactionException e) {
        // The guard: somebody has deleted its znode in the line.
        outOfLine = e.step() == 0;
        vigil.bell().ring();
        return Optional.empty();
      } catch (ClientException e) {
        uncertain = Failures.mayHaveHappened(e);
        throw e;
      }
    }

    private Held leases(Stat stat) {
      Client aside = client.aside();
      List<Hold> holds = new ArrayList<>();
      for (String each : paths) {
        Place place = new Place(each, stat.czxid(), stat.ephemeralOwner());
        holds.add(new Hold(client, place, () -> Removal.of(aside, each)));
      }
      return new Together(holds);
    }

    private Optional<Held> found(Client asking) {
      Optional<Stat> stat = asking.exists(paths.get(0));
      uncertain = false;
      if (stat.isPresent() && stat.get().ephemeralOwner() != client.sessionId()) {
        // The server may keep them longer than the client has waited for the session's end.
        giveBack();
        return Optional.empty();
      }
      return stat.map(this::leases);
    }

    private void giveBack() {
      paths.forEach(each -> Removal.begin(client, each));
    }

    void end() {
      if (uncertain) {
        giveBack();
      }
      first.close();
    }
  }
}
