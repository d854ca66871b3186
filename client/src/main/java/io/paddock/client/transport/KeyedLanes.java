package io.paddock.client.transport;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of each listener one after the other, and those of different listeners without
 * regard to each other: one that blocks holds up only itself. Keeps nothing of a listener for which
 * nothing is to be done.
 *
 * <p>Thread: any.
 */
public final class KeyedLanes {
  private static final Logger LOG = LoggerFactory.getLogger(KeyedLanes.class);

  private final Executor threads;
  private final IdentityHashMap<Object, ArrayDeque<Runnable>> lanes = new IdentityHashMap<>();

  public KeyedLanes(Executor threads) {
    this.threads = threads;
  }

  /** Runs a task after those of the same listener; drops it if there are no threads any more. */
  public void execute(Object listener, Runnable task) {
    synchronized (lanes) {
      ArrayDeque<Runnable> waiting = lanes.get(listener);
      if (waiting != null) {
        waiting.add(task);
        return;
      }
      waiting = new ArrayDeque<>();
      waiting.add(task);
      lanes.put(listener, waiting);
    }
    try {
      threads.execute(() -> runAll(listener));
    } catch (RejectedExecutionException e) {
      synchronized (lanes) {
        lanes.remove(listener);
      }
      LOG.debug("the executor of callbacks has ended; a callback is dropped", e);
    }
  }

  private void runAll(Object listener) {
    for (Runnable task = next(listener); task != null; task = next(listener)) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a listener failed", e);
      }
    }
  }

  private @Nullable Runnable next(Object listener) {
    synchronized (lanes) {
      ArrayDeque<Runnable> waiting = lanes.get(listener);
      Runnable task = waiting == null ? null : waiting.poll();
      if (task == null) {
        lanes.remove(listener);
      }
      return task;
    }
  }
}
