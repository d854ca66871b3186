package io.paddock.discovery.turn;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.ClosedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step after each signal; signals that come during a run are answered by one more run. A
 * step that fails because no server could be asked is run again after a while.
 *
 * <p>Thread: any; runs on the executor's, one at a time.
 */
public final class Turns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private static final long PAUSE_MS = 500;

  private final Executor executor;
  private final Runnable step;
  private final AtomicInteger signals = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param step may throw a {@link ClientException}
   */
  public Turns(Executor executor, Runnable step) {
    this.executor = executor;
    this.step = step;
  }

  /** Something has happened. */
  public void signal() {
    if (!closed && signals.getAndIncrement() == 0) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        closed = true;
      }
    }
  }

  private void run() {
    int seen;
    do {
      seen = signals.get();
      if (!closed) {
        turn();
      }
    } while (signals.addAndGet(-seen) != 0);
  }

  private void turn() {
    try {
      step.run();
    } catch (ClosedException e) {
      closed = true;
    } catch (ClientException e) {
      LOG.debug("it is tried again: {}", e.getMessage());
      CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS, executor)
          .execute(this::signal);
    } catch (RuntimeException e) {
      LOG.warn("a turn failed", e);
    }
  }

  /** No run begins from now on. */
  @Override
  public void close() {
    closed = true;
  }
}
