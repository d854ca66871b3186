package io.paddock.recipes.lock;

import io.paddock.recipes.steady.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several locks as one: all are held, or none. They are taken in the order of their paths, whatever
 * the order in which they are given, so that two of these cannot wait for each other.
 *
 * <p>Thread: any.
 */
public final class MultiLock {
  private final List<Lock> locks;

  private MultiLock(List<Lock> locks) {
    this.locks = locks.stream().sorted(Comparator.comparing(Lock::path)).toList();
  }

  /** These locks, of one client, at least one. */
  public static MultiLock of(List<Lock> locks) {
    if (locks.isEmpty()) {
      throw new IllegalArgumentException("no lock");
    }
    return new MultiLock(locks);
  }

  /** Waits until all are held. */
  public Held acquire() {
    return acquire(null).orElseThrow(() -> new IllegalStateException("an endless wait has ended"));
  }

  /** Waits until all are held, but no longer than this for all of them. */
  public Optional<Held> tryAcquire(Duration limit) {
    return acquire(limit);
  }

  private Optional<Held> acquire(@Nullable Duration limit) {
    Deadline deadline = Deadline.in(limit);
    while (true) {
      Optional<Together> all = acquireEach(limit, deadline);
      if (all.isEmpty() || all.get().grip() != Grip.LOST) {
        return all.map(Held.class::cast);
      }
      // With the session, while it waited for the last ones.
      all.get().close();
    }
  }

  private Optional<Together> acquireEach(@Nullable Duration limit, Deadline deadline) {
    List<Hold> holds = new ArrayList<>();
    boolean done = false;
    try {
      for (Lock each : locks) {
        Duration left = limit == null ? null : deadline.leftOrAtMost(limit);
        Optional<Hold> hold = each.acquire(left, null);
        if (hold.isEmpty()) {
          return Optional.empty();
        }
        holds.add(hold.get());
      }
      done = true;
      return Optional.of(new Together(holds));
    } finally {
      if (!done) {
        Together.releaseAll(holds);
      }
    }
  }
}
