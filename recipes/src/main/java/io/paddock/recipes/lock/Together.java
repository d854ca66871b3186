package io.paddock.recipes.lock;

import io.paddock.client.api.Transaction;
import java.util.Comparator;
import java.util.List;

/**
 * What was taken together, and is given back together: leases of a semaphore, locks of a {@link
 * MultiLock}.
 *
 * @param holds at least one, in the order in which they were taken
 */
record Together(List<Hold> holds) implements Held {
  Together {
    holds = List.copyOf(holds);
  }

  /** Of the last one, which is only asked for when the others are held. */
  @Override
  public long token() {
    return holds.get(holds.size() - 1).token();
  }

  /** That of the one that is least sure. */
  @Override
  public Grip grip() {
    return holds.stream().map(Hold::grip).max(Comparator.naturalOrder()).orElse(Grip.RELEASED);
  }

  @Override
  public Transaction guard(Transaction transaction) {
    Transaction guarded = transaction;
    for (Hold each : holds) {
      guarded = each.guard(guarded);
    }
    return guarded;
  }

  @Override
  public void close() {
    releaseAll(holds);
  }

  /** Gives them back, the last one first. */
  static void releaseAll(List<Hold> holds) {
    for (int i = holds.size() - 1; i >= 0; i--) {
      holds.get(i).close();
    }
  }
}
