package io.paddock.recipes.lease;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.LockOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A lease for a time, which outlives its holder's session, and is had or not had at once. Who has
 * it already has it anew. The end is by the clocks of the clients, which must agree well enough.
 *
 * <p>The znodes are those of Kazoo's NonBlockingLease.
 *
 * @param holder who has it
 * @param end until when, by whole seconds
 */
public record NonBlockingLease(String holder, Instant end) {
  private static final String HOLDER = "/lease_holder";

  /** Tries to have the lease of this path for this time from now on. */
  public static Optional<NonBlockingLease> obtain(
      Client client, String path, Duration duration, String holder) {
    return obtain(client, path, duration, holder, Clock.systemUTC());
  }

  /** The same by another clock. */
  public static Optional<NonBlockingLease> obtain(
      Client client, String path, Duration duration, String holder, Clock clock) {
    Lock lock = Lock.at(client, path, LockOptions.DEFAULT.identifier(holder));
    while (true) {
      Hold hold = lock.acquire();
      try {
        Instant now = clock.instant();
        Instant end = now.plus(duration).truncatedTo(ChronoUnit.SECONDS);
        return decide(client, path + HOLDER, hold, new LeaseRecord(holder, end), now);
      } catch (TransactionException e) {
        // The lock was lost before anything was written: once more, unless it was not that.
        if (hold.isHeld()) {
          throw e;
        }
      } finally {
        hold.close();
      }
    }
  }

  private static Optional<NonBlockingLease> decide(
      Client client, String path, Hold hold, LeaseRecord mine, Instant now) {
    Transaction write = Transaction.EMPTY;
    try {
      Node node = client.get(path);
      Optional<LeaseRecord> current = LeaseRecord.read(node.text());
      boolean free =
          current.isPresent()
              && (current.get().holder().equals(mine.holder())
                  || !now.isBefore(current.get().end()));
      if (!free) {
        return Optional.empty();
      }
      write = write.delete(path, node.version());
    } catch (NoNodeException e) {
      // Nobody has had it.
    }
    client.commit(hold.guard(write.create(path, mine.data(), CreateOptions.PERSISTENT)));
    return Optional.of(new NonBlockingLease(mine.holder(), mine.end()));
  }

  /**
   * Tries to have one of several leases: those of the paths {@code path/0}, {@code path/1} and so
   * on. The znodes are those of Kazoo's MultiNonBlockingLease.
   */
  public static Optional<NonBlockingLease> obtainOneOf(
      int count, Client client, String path, Duration duration, String holder) {
    for (int i = 0; i < count; i++) {
      Optional<NonBlockingLease> lease = obtain(client, path + "/" + i, duration, holder);
      if (lease.isPresent()) {
        return lease;
      }
    }
    return Optional.empty();
  }
}
