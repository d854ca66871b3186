package io.paddock.client.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Whether and when an operation that lost its connection is tried again. The client asks it only
 * for what is safe to repeat: reads, and creates that are protected by a mark. Anything that was
 * not yet sent simply waits for the next connection. {@link #call} does the same for a program's
 * own work.
 *
 * <p>Thread: any; keep it pure.
 */
@FunctionalInterface
public interface RetryPolicy {
  /**
   * How long to wait before the next try, or empty to give up.
   *
   * @param failures how often it has failed, from 1
   * @param elapsed since the operation began
   */
  Optional<Duration> delay(int failures, Duration elapsed);

  /** Never again. */
  static RetryPolicy never() {
    return (failures, elapsed) -> Optional.empty();
  }

  /** Again and again, after the same delay each; the operation's limit still holds. */
  static RetryPolicy forever(Duration delay) {
    return (failures, elapsed) -> Optional.of(delay);
  }

  /** This many times more, after the same delay each. */
  static RetryPolicy times(int retries, Duration delay) {
    return (failures, elapsed) -> failures > retries ? Optional.empty() : Optional.of(delay);
  }

  /** Until this time is over, after the same delay each. */
  static RetryPolicy until(Duration total, Duration delay) {
    return forever(delay).within(total);
  }

  /** This many times more, after a delay that doubles from {@code first} up to {@code most}. */
  static RetryPolicy doubling(int retries, Duration first, Duration most) {
    return (failures, elapsed) -> {
      if (failures > retries) {
        return Optional.empty();
      }
      Duration delay = first.multipliedBy(1L << Math.min(failures - 1, 30));
      return Optional.of(delay.compareTo(most) > 0 ? most : delay);
    };
  }

  /**
   * The same with delays that are longer by chance, so that many clients do not come back all at
   * once.
   *
   * @param part how much longer at most, as a part of the delay: 0.4 as Kazoo has it
   */
  default RetryPolicy jittered(double part) {
    if (!(part >= 0)) {
      throw new IllegalArgumentException("a delay longer by the part " + part);
    }
    return (failures, elapsed) ->
        delay(failures, elapsed)
            .map(
                d ->
                    d.plusNanos(
                        (long) (d.toNanos() * part * ThreadLocalRandom.current().nextDouble())));
  }

  /** The same, but not again when this time would be over by then. */
  default RetryPolicy within(Duration total) {
    return (failures, elapsed) ->
        delay(failures, elapsed).filter(d -> elapsed.plus(d).compareTo(total) <= 0);
  }

  /**
   * Does some work of the caller's, again when the connection or the session was lost under it, or
   * no answer came in time. Only for work that is safe to repeat. Waits on the calling thread.
   *
   * @throws Exception what the work throws; InterruptedException while it waits
   */
  default <T> T call(Callable<T> work) throws Exception {
    long began = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        return work.call();
      } catch (ConnectionLossException | DeadlineException | SessionLostException e) {
        Optional<Duration> delay = delay(failures, Duration.ofNanos(System.nanoTime() - began));
        if (delay.isEmpty()) {
          throw e;
        }
        boolean unused = new CountDownLatch(1).await(delay.get().toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }
}
