package io.paddock.client.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself. */
public final class Await {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Await() {}

  /** Waits until it is so, or fails. */
  public static void until(String what, BooleanSupplier condition) {
    if (!quietly(condition)) {
      throw new AssertionError("waited in vain until " + what);
    }
  }

  /** Waits until it is so, or fails after this time. */
  static void until(String what, Duration within, BooleanSupplier condition) {
    if (!quietly(within.toNanos(), condition)) {
      throw new AssertionError("waited in vain until " + what);
    }
  }

  /** Waits until it is so, and says whether it was so in time. */
  public static boolean quietly(BooleanSupplier condition) {
    return quietly(PATIENCE_NANOS, condition);
  }

  private static boolean quietly(long nanos, BooleanSupplier condition) {
    long end = System.nanoTime() + nanos;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
