package io.paddock.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void nothing_measured_is_all_zero() {
    LatencyReport report = histogram.report();

    assertThat(report.count()).isZero();
    assertThat(report.minMs()).isZero();
    assertThat(report.avgMs()).isZero();
    assertThat(report.maxMs()).isZero();
    assertThat(report.quantileMs(0.99)).isZero();
  }

  @Test
  void sum_mean_and_extremes_are_exact() {
    for (long ms : new long[] {3, 1, 8}) {
      histogram.record(ms * 1_000_000);
    }
    LatencyReport report = histogram.report();

    assertThat(report.count()).isEqualTo(3);
    assertThat(report.sumMs()).isEqualTo(12);
    assertThat(report.minMs()).isEqualTo(1);
    assertThat(report.avgMs()).isEqualTo(4.0);
    assertThat(report.maxMs()).isEqualTo(8);
  }

  @Test
  void a_quantile_is_right_to_an_eighth() {
    for (int ms = 1; ms <= 1000; ms++) {
      histogram.record(ms * 1_000_000L);
    }
    LatencyReport report = histogram.report();

    assertThat(report.quantileMs(0.5)).isBetween(500L, 563L);
    assertThat(report.quantileMs(0.99)).isBetween(990L, 1000L);
    assertThat(report.quantileMs(1.0)).isEqualTo(1000);
    assertThat(report.quantileMs(0.0)).isBetween(1L, 2L);
  }

  @Test
  void every_time_lies_within_its_bucket_and_buckets_follow_each_other() {
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS - 1; bucket++) {
      long upper = LatencyHistogram.upperBoundNanos(bucket);
      assertThat(LatencyHistogram.bucketOf(upper)).isEqualTo(bucket);
      assertThat(LatencyHistogram.bucketOf(upper + 1)).isEqualTo(bucket + 1);
    }
  }

  @Test
  void extremes_of_long_do_not_break_it() {
    histogram.record(Long.MAX_VALUE / 2);
    histogram.record(-5);
    LatencyReport report = histogram.report();

    assertThat(report.count()).isEqualTo(2);
    assertThat(report.minMs()).isZero();
    assertThat(report.quantileMs(0.99)).isEqualTo(Long.MAX_VALUE / 2 / 1_000_000);
  }

  @Test
  void two_reports_together_are_as_one_of_both() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    LatencyHistogram other = new LatencyHistogram();
    LatencyHistogram both = new LatencyHistogram();
    for (int i = 0; i < 10_000; i++) {
      long nanos = (long) Math.exp(random.nextDouble() * 25);
      (random.nextBoolean() ? histogram : other).record(nanos);
      both.record(nanos);
    }
    LatencyReport sum = histogram.report().plus(other.report());
    LatencyReport expected = both.report();

    assertThat(sum.count()).as("seed %d", seed).isEqualTo(expected.count());
    assertThat(sum.minMs()).isEqualTo(expected.minMs());
    assertThat(sum.maxMs()).isEqualTo(expected.maxMs());
    assertThat(sum.avgMs()).isCloseTo(expected.avgMs(), within(1e-9));
    assertThat(sum.quantileMs(0.95)).isEqualTo(expected.quantileMs(0.95));
  }

  @Test
  void nothing_added_changes_nothing() {
    histogram.record(5_000_000);
    LatencyReport report = histogram.report();

    assertThat(report.plus(LatencyReport.NONE)).isSameAs(report);
    assertThat(LatencyReport.NONE.plus(report)).isSameAs(report);
  }

  @Test
  void a_reset_forgets_everything() {
    histogram.record(5_000_000);
    histogram.reset();
    histogram.record(7_000_000);

    assertThat(histogram.report().count()).isEqualTo(1);
    assertThat(histogram.report().minMs()).isEqualTo(7);
    assertThat(histogram.report().maxMs()).isEqualTo(7);
  }
}
