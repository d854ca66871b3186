package io.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.bench.report.Latency;
import io.paddock.protocol.message.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void replies_are_counted_by_operation_and_errors_by_code() {
    tally.reply(OpKind.GET, 0, 1_000);
    tally.reply(OpKind.GET, ErrorCode.NO_NODE.code(), 1_000);
    tally.reply(OpKind.SET, ErrorCode.NO_NODE.code(), 1_000);

    assertThat(tally.operations()).isEqualTo(3);
    assertThat(tally.operationsByKind()).isEqualTo(Map.of("get", 2L, "set", 1L));
    assertThat(tally.errorsByCode()).isEqualTo(Map.of("NO_NODE(-101)", 2L));
    assertThat(tally.errors(ErrorCode.NO_NODE)).isEqualTo(2);
  }

  @Test
  void a_code_that_no_error_has_is_counted_with_the_others() {
    tally.reply(OpKind.GET, 5, 1_000);
    tally.reply(OpKind.GET, -4_000, 1_000);

    assertThat(tally.errorsByCode()).isEqualTo(Map.of("OTHER", 2L));
  }

  @Test
  void tallies_of_several_loops_add_up() {
    Tally other = new Tally();
    other.reply(OpKind.GET, 0, 2_000_000);
    tally.reply(OpKind.GET, 0, 1_000_000);
    tally.add(other);

    assertThat(tally.operations()).isEqualTo(2);
    assertThat(Reports.latency(tally.latency()).maxMs()).isBetween(2.0, 2.01);
  }

  @Test
  void percentiles_are_within_a_thousandth() {
    for (int i = 1; i <= 1_000; i++) {
      tally.reply(OpKind.GET, 0, i * 1_000_000L);
    }

    Latency latency = Reports.latency(tally.latency());
    assertThat(latency.p50Ms()).isBetween(499.0, 501.0);
    assertThat(latency.p90Ms()).isBetween(899.0, 901.0);
    assertThat(latency.p99Ms()).isBetween(989.0, 991.0);
    assertThat(latency.p999Ms()).isBetween(998.0, 1_000.5);
    assertThat(latency.meanMs()).isBetween(500.0, 501.0);
  }

  @Test
  void a_clock_that_stands_still_or_a_reply_after_hours_does_not_break_it() {
    tally.reply(OpKind.GET, 0, -5);
    tally.reply(OpKind.GET, 0, Long.MAX_VALUE);

    assertThat(tally.operations()).isEqualTo(2);
  }
}
