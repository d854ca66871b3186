package io.paddock.client.operation;

import io.paddock.client.api.RetryPolicy;
import java.time.Duration;

/**
 * How long operations wait, and how often they try.
 *
 * @param limit for each operation
 * @param retry for what lost its connection and is safe to repeat
 */
record Patience(Duration limit, RetryPolicy retry) {
  /** One operation begins now. */
  Started begin() {
    return new Started(System.nanoTime() + Nanos.of(limit), retry);
  }

  /**
   * That of one operation.
   *
   * @param deadlineNanos when it fails, in the time of System.nanoTime
   */
  record Started(long deadlineNanos, RetryPolicy retry) {}
}
