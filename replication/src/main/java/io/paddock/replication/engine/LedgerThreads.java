package io.paddock.replication.engine;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's own threads beside the engine's. They end when idle.
 *
 * @param disk writes snapshots and prepares log files
 * @param slow does what another member asks for and may take its time, each on a thread of its own
 * @param later never for anything long
 */
record LedgerThreads(ExecutorService disk, ExecutorService slow, Later later) {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerThreads.class);
  private static final int DISK_THREADS = 2;
  private static final int SLOW_THREADS_MAX = 64;
  private static final int KEEP_ALIVE_SECONDS = 5;
  private static final long CLOSE_SECONDS_MAX = 60;

  LedgerThreads() {
    this(
        ending(
            new ThreadPoolExecutor(
                DISK_THREADS,
                DISK_THREADS,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                EngineThreads.named("paddock-disk-"))),
        new ThreadPoolExecutor(
            0,
            SLOW_THREADS_MAX,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            EngineThreads.named("paddock-peer-work-"),
            LedgerThreads::dropped),
        new Later());
  }

  private static ExecutorService ending(ThreadPoolExecutor pool) {
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static void dropped(Runnable task, ThreadPoolExecutor pool) {
    if (!pool.isShutdown()) {
      LOG.warn("a task for another member is dropped: too many are at work");
    }
  }

  /** Waits until the disk is left alone: by votes for others, too, which are written down. */
  void close() {
    later.close();
    slow.shutdown();
    disk.shutdown();
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS_MAX);
    try {
      for (ExecutorService each : List.of(slow, disk)) {
        if (!each.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn("the disk is still busy after {} s", CLOSE_SECONDS_MAX);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
