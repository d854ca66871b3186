package io.paddock.server.report;

/**
 * One more figure for monitoring, beyond those of {@link ServerReport}; names are without {@code
 * zk_}.
 */
public sealed interface MetricReport {
  /** The name as in spec/operations.md, section 6. */
  String name();

  /** A whole number: a gauge or a counter. */
  record Whole(String name, long value) implements MetricReport {}

  /** A number with a fraction. */
  record Fraction(String name, double value) implements MetricReport {}

  /** A summary without percentiles; the unit is what the name says. */
  record Summary(String name, long count, long sum, long min, long max) implements MetricReport {}

  /** A summary of times with percentiles, in ms. */
  record Times(String name, LatencyReport latency) implements MetricReport {}
}
