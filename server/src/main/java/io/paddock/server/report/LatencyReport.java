package io.paddock.server.report;

import java.util.Arrays;

/**
 * How long things took: counts per bucket of a {@link LatencyHistogram}, so that reports of several
 * loops can be added.
 */
public final class LatencyReport {
  /** Nothing was measured. */
  public static final LatencyReport NONE =
      new LatencyReport(new long[LatencyHistogram.BUCKETS], 0, 0, 0);

  private static final double NANOS_PER_MS = 1e6;

  private final long[] counts;
  private final long sumNanos;
  private final long minNanos;
  private final long maxNanos;

  /** Keeps {@code counts}: the caller gives it up. */
  LatencyReport(long[] counts, long sumNanos, long minNanos, long maxNanos) {
    this.counts = counts;
    this.sumNanos = sumNanos;
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
  }

  /** Both together. */
  public LatencyReport plus(LatencyReport that) {
    if (that.count() == 0) {
      return this;
    }
    if (count() == 0) {
      return that;
    }
    long[] sums = new long[counts.length];
    Arrays.setAll(sums, i -> counts[i] + that.counts[i]);
    return new LatencyReport(
        sums,
        sumNanos + that.sumNanos,
        Math.min(minNanos, that.minNanos),
        Math.max(maxNanos, that.maxNanos));
  }

  /** How many were measured. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** The sum in ms, rounded down. */
  public long sumMs() {
    return (long) (sumNanos / NANOS_PER_MS);
  }

  /** The shortest in whole ms, rounded down; 0 if nothing was measured. */
  public long minMs() {
    return (long) (minNanos / NANOS_PER_MS);
  }

  /** The longest in whole ms, rounded down; 0 if nothing was measured. */
  public long maxMs() {
    return (long) (maxNanos / NANOS_PER_MS);
  }

  /** The mean in ms; 0 if nothing was measured. */
  public double avgMs() {
    long count = count();
    return count == 0 ? 0 : sumNanos / NANOS_PER_MS / count;
  }

  /**
   * The time in whole ms below or at which the fraction {@code quantile} of all lies, as exact as
   * the buckets are (one eighth); 0 if nothing was measured.
   */
  public long quantileMs(double quantile) {
    long wanted = (long) Math.ceil(quantile * count());
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return (long) (Math.min(LatencyHistogram.upperBoundNanos(i), maxNanos) / NANOS_PER_MS);
      }
    }
    return 0;
  }
}
