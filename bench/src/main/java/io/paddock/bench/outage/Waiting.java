package io.paddock.bench.outage;

import io.paddock.bench.load.BenchException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something, or for a time to pass. */
public final class Waiting {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Waiting() {}

  /** Lets this time pass. */
  public static void pass(Duration time) throws InterruptedException {
    until(() -> false, time);
  }

  /** Waits until {@code reached}, or for {@code limit}, and tells whether it was reached. */
  public static boolean until(BooleanSupplier reached, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  /**
   * The same where there must be an end.
   *
   * @throws BenchException with {@code what} if the limit passed
   */
  public static void until(BooleanSupplier reached, Duration limit, String what)
      throws InterruptedException {
    if (!until(reached, limit)) {
      throw new BenchException(what + " within " + limit.toSeconds() + " s");
    }
  }
}
