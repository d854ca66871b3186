package io.paddock.server.boot;

import io.paddock.server.session.ExpiryPolicy;
import io.paddock.server.session.IdleCleaner;
import io.paddock.server.session.SessionClock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of what happens by the clock: the end of sessions, at each tick, and the deletion of
 * idle znodes.
 *
 * <p>Thread: its own; made and closed by the thread that boots.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The tasks catch what they throw.
final class ServerClock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

  private final ScheduledExecutorService thread;

  /** Starts. {@code eachTick} is run at each tick too; it must not throw. */
  ServerClock(
      SessionClock sessions,
      ExpiryPolicy policy,
      IdleCleaner cleaner,
      long cleanIntervalMs,
      Runnable eachTick) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread clock = new Thread(task, "paddock-clock");
              clock.setDaemon(true);
              return clock;
            });
    long now = System.nanoTime();
    thread.scheduleAtFixedRate(
        () -> {
          expire(sessions);
          eachTick.run();
        },
        policy.nextTickNanos(now) - now,
        policy.tickNanos(),
        TimeUnit.NANOSECONDS);
    thread.scheduleWithFixedDelay(
        () -> clean(cleaner), cleanIntervalMs, cleanIntervalMs, TimeUnit.MILLISECONDS);
  }

  private static void expire(SessionClock sessions) {
    try {
      int ended = sessions.tick(System.nanoTime());
      if (ended > 0) {
        LOG.info("{} sessions end because they were not heard from", ended);
      }
    } catch (RuntimeException e) {
      LOG.error("Sessions could not be looked through; the next tick tries again", e);
    }
  }

  private static void clean(IdleCleaner cleaner) {
    try {
      int deleted = cleaner.round(System.currentTimeMillis());
      if (deleted > 0) {
        LOG.info("{} idle containers and TTL znodes are deleted", deleted);
      }
    } catch (RuntimeException e) {
      LOG.error("Idle znodes could not be looked through; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The clock thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
