package io.paddock.client.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether and when an operation that lost its connection is tried again. It is asked only for what
 * is safe to repeat: reads, and creates that are protected by a mark. Anything that was not yet
 * sent simply waits for the next connection.
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

  /** This many times more, after the same delay each. */
  static RetryPolicy times(int retries, Duration delay) {
    return (failures, elapsed) -> failures > retries ? Optional.empty() : Optional.of(delay);
  }

  /** Until this time is over, after the same delay each. */
  static RetryPolicy until(Duration total, Duration delay) {
    return (failures, elapsed) ->
        elapsed.plus(delay).compareTo(total) > 0 ? Optional.empty() : Optional.of(delay);
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
}
