package io.paddock.replication.engine;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does short things later, on one thread that ends when nothing is due. What is due after closing
 * is never done.
 *
 * <p>Thread: any.
 */
final class Later {
  private static final Logger LOG = LoggerFactory.getLogger(Later.class);
  private static final int KEEP_ALIVE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, EngineThreads.named("paddock-later-"));

  Later() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  void after(long delayMs, Runnable task) {
    try {
      ScheduledFuture<?> unused = timer.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is done later while stopping");
    }
  }

  // Else the executor keeps it to itself.
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("what was due failed", e);
    }
  }

  void close() {
    timer.shutdown();
  }
}
