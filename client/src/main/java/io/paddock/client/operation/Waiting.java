package io.paddock.client.operation;

import io.paddock.client.api.ClientException;
import io.paddock.client.api.Happened;
import io.paddock.client.api.InterruptedOperationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits for the result of an operation. It comes: each request has its deadline. */
final class Waiting {
  private Waiting() {}

  static <T> T on(CompletableFuture<T> future, String operation, String path) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(operation, path, Happened.MAYBE);
    } catch (ExecutionException e) {
      Throwable failure = CallOperations.bare(e.getCause() == null ? e : e.getCause());
      if (failure instanceof ClientException known) {
        // The trace of who asked says more than that of the thread that heard the answer.
        known.fillInStackTrace();
      }
      throw unchecked(failure);
    }
  }

  static RuntimeException unchecked(Throwable failure) {
    Throwable bare = CallOperations.bare(failure);
    return bare instanceof RuntimeException known ? known : new CompletionException(bare);
  }
}
