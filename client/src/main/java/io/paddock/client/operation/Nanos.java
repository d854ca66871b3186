package io.paddock.client.operation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations that can be added to the time of System.nanoTime. */
final class Nanos {
  /** 146 years: times are compared by their difference. */
  private static final long MAX = Long.MAX_VALUE / 2;

  private Nanos() {}

  static long of(Duration duration) {
    return Math.min(TimeUnit.NANOSECONDS.convert(duration), MAX);
  }
}
