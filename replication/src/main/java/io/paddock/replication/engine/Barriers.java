package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Read barriers. One that cannot be had now, because there is no leader or it has just begun, is
 * tried again until it can.
 *
 * <p>Thread: any.
 */
final class Barriers {
  private static final Logger LOG = LoggerFactory.getLogger(Barriers.class);
  private static final long AGAIN_MS = 20;

  private final Node node;
  private final BooleanSupplier hasLeader;
  private final ScheduledExecutorService timer;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Barriers(Node node, BooleanSupplier hasLeader, ScheduledExecutorService timer) {
    this.node = node;
    this.hasLeader = hasLeader;
    this.timer = timer;
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
    try {
      timer.schedule(() -> ask(reached), AGAIN_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("no read barrier while stopping");
    }
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
