package io.paddock.replication.engine;

import io.paddock.state.origin.Origins;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches of this server that have been sent, or are to be, and have not been applied here yet,
 * in the order of their numbers.
 *
 * <p>Thread: the batcher's turn adds and reads; the applier takes.
 */
final class Outbox {
  private final Queue<Outgoing> batches = new ConcurrentLinkedQueue<>();

  void add(Outgoing batch) {
    batches.add(batch);
  }

  /** Shows every batch to somebody, in order; one that is taken meanwhile may be among them. */
  void forEach(Consumer<Outgoing> each) {
    batches.forEach(each);
  }

  /** Takes out the batch that is being applied, or null if it is none of this server's run. */
  @Nullable Outgoing take(Origins.Mark mark) {
    Outgoing first = batches.peek();
    if (first == null || !first.batch().mark().equals(mark)) {
      return null;
    }
    return batches.poll();
  }

  /** Takes out the first batch if it is in what was installed; for all of them, call until null. */
  @Nullable Outgoing takeCovered(Origins.Mark installed) {
    Outgoing first = batches.peek();
    return first != null && installed.covers(first.batch().mark()) ? batches.poll() : null;
  }
}
