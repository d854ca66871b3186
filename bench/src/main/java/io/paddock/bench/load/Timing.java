package io.paddock.bench.load;

import java.time.Duration;

/**
 * How long a load runs.
 *
 * @param warmup sent but not counted, may be zero
 * @param duration counted; ignored if {@code operationsMax} is given
 * @param operationsMax ends after so many operations instead; 0 for no such end
 */
public record Timing(Duration warmup, Duration duration, long operationsMax) {
  /** Checks the ranges. */
  public Timing {
    if (warmup.isNegative() || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("the duration must be positive, the warm-up not negative");
    }
    if (operationsMax < 0) {
      throw new IllegalArgumentException("the number of operations must not be negative");
    }
  }
}
