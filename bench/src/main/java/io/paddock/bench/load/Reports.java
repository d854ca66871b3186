package io.paddock.bench.load;

import io.paddock.bench.report.Latency;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.report.LoadReport.Count;
import org.HdrHistogram.Histogram;

/** Puts what was counted and metered into a {@link LoadReport}. */
final class Reports {
  private static final double NANOS_PER_MS = 1e6;

  private Reports() {}

  static LoadReport of(String title, Tally tally, Order order, Meter meter) {
    Count count =
        new Count(
            meter.seconds(),
            tally.operations(),
            tally.operationsByKind(),
            tally.errorsByCode(),
            order.lost());
    return new LoadReport(title, count, latency(tally.latency()), meter.cost());
  }

  static Latency latency(Histogram histogram) {
    return new Latency(
        histogram.getMean() / NANOS_PER_MS,
        percentile(histogram, 50),
        percentile(histogram, 90),
        percentile(histogram, 99),
        percentile(histogram, 99.9),
        histogram.getMaxValue() / NANOS_PER_MS);
  }

  private static double percentile(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_PER_MS;
  }
}
