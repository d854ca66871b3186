package io.paddock.server.boot;

import io.paddock.replication.ledger.LedgerListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Waits for the ledger to lead, and passes on that it has failed.
 *
 * <p>Thread: told on the ledger's threads, waited for by the thread that boots.
 */
final class LedgerWatch implements LedgerListener {
  private static final long LEADING_WAIT_S = 60;

  private final CompletableFuture<Long> leading = new CompletableFuture<>();
  private final BiConsumer<String, Throwable> failed;

  /** {@code failed} is called with the message and the cause. */
  LedgerWatch(BiConsumer<String, Throwable> failed) {
    this.failed = failed;
  }

  @Override
  public void leading(long term) {
    leading.complete(term);
  }

  @Override
  public void following(long term) {
    // A standalone server is its own leader; it follows only on its way to the end.
  }

  @Override
  public void failed(String message, Throwable cause) {
    leading.completeExceptionally(new IOException(message, cause));
    failed.accept(message, cause);
  }

  /** Waits until commands are taken. */
  void awaitLeading() throws IOException {
    try {
      leading.get(LEADING_WAIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.toString() : cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new IOException("the log did not become writable in " + LEADING_WAIT_S + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server was starting", e);
    }
  }
}
