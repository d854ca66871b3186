package io.paddock.server.boot;

import io.paddock.server.session.ExpiryPolicy;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of what happens by the clock: the end of sessions, at each tick, the deletion of idle
 * znodes, what a member owes the others.
 *
 * <p>Thread: its own; made and closed by the thread that boots.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The tasks catch what they throw.
final class ServerClock implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread clock = new Thread(task, "paddock-clock");
            clock.setDaemon(true);
            return clock;
          });

  /**
   * Calls {@code task} with the time just after each tick. After a standstill it comes once, not as
   * often as it should have come.
   */
  void eachTick(ExpiryPolicy policy, LongConsumer task) {
    long now = System.nanoTime();
    thread.schedule(
        () -> {
          try {
            guard(() -> task.accept(System.nanoTime()));
          } finally {
            again(policy, task);
          }
        },
        policy.nextTickNanos(now) - now,
        TimeUnit.NANOSECONDS);
  }

  private void again(ExpiryPolicy policy, LongConsumer task) {
    try {
      eachTick(policy, task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the clock has been stopped");
    }
  }

  /** Calls {@code task} with the time, again and again with this pause. */
  void every(long pauseMs, LongConsumer task) {
    thread.scheduleWithFixedDelay(
        () -> guard(() -> task.accept(System.nanoTime())), pauseMs, pauseMs, TimeUnit.MILLISECONDS);
  }

  /** Runs a task soon. Any thread. */
  @Override
  public void execute(Runnable task) {
    try {
      thread.execute(() -> guard(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("the clock has been stopped");
    }
  }

  private static void guard(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("What happens by the clock has failed; the next time tries again", e);
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
