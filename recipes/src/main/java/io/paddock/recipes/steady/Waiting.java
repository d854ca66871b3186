package io.paddock.recipes.steady;

import io.paddock.client.api.Happened;
import io.paddock.client.api.InterruptedOperationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits of one thread, which an interrupt ends. */
public final class Waiting {
  private Waiting() {}

  /**
   * The value of a future; if it fails, what it fails with is thrown.
   *
   * @param what who waits, for the message of an {@link InterruptedOperationException}
   * @param path where
   */
  public static <T> T on(CompletableFuture<T> future, String what, String path) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw Failures.unchecked(e);
    } catch (InterruptedException e) {
      throw interrupted(what, path);
    }
  }

  /**
   * Waits until somebody who notifies the monitor has made this true; false if the deadline comes
   * first.
   *
   * @param monitor held by this thread
   * @param what who waits, for the message of an {@link InterruptedOperationException}
   * @param path where
   */
  public static boolean until(
      Object monitor, BooleanSupplier condition, Deadline deadline, String what, String path) {
    while (!condition.getAsBoolean()) {
      long left = deadline.leftNanos();
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(monitor, left);
      } catch (InterruptedException e) {
        throw interrupted(what, path);
      }
    }
    return true;
  }

  private static InterruptedOperationException interrupted(String what, String path) {
    Thread.currentThread().interrupt();
    return new InterruptedOperationException(what, path, Happened.NO);
  }
}
