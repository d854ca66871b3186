package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Read barriers. One that cannot be had now, because there is no leader or it has just begun, is
 * tried again until it can.
 *
 * <p>Thread: any.
 */
final class Barriers {
  private static final long AGAIN_MS = 20;

  private final Node node;
  private final BooleanSupplier hasLeader;
  private final Later later;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Barriers(Node node, BooleanSupplier hasLeader, Later later) {
    this.node = node;
    this.hasLeader = hasLeader;
    this.later = later;
  }

  void ask(Runnable reached) {
    if (!hasLeader.getAsBoolean()) {
      waiting.add(reached);
      if (hasLeader.getAsBoolean()) {
        leaderFound();
      }
      return;
    }
    node.readIndex(
        new byte[0],
        new ReadIndexClosure() {
          @Override
          public void run(Status status, long index, byte[] context) {
            if (status.isOk()) {
              reached.run();
            } else {
              again(reached);
            }
          }
        });
  }

  private void again(Runnable reached) {
    if (closed) {
      return;
    }
    later.after(AGAIN_MS, () -> ask(reached));
  }

  /** There is a leader now. */
  void leaderFound() {
    Runnable next = waiting.poll();
    while (next != null) {
      ask(next);
      next = waiting.poll();
    }
  }

  void close() {
    closed = true;
  }
}
