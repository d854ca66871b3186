package io.paddock.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WriteLogTest {
  @Test
  void the_longest_gap_lies_between_successes_of_anybody() {
    WriteLog first = logOf(10, 20, 90);
    WriteLog second = logOf(15, 60, 95);

    assertThat(WriteLog.longestGapNanos(List.of(first, second), 5, 100)).isEqualTo(40);
    assertThat(WriteLog.longestGapNanos(List.of(first), 5, 100)).isEqualTo(70);
  }

  @Test
  void a_gap_begins_with_the_last_success_before_the_time_that_is_looked_at() {
    assertThat(WriteLog.longestGapNanos(List.of(logOf(0, 50, 52, 130, 135)), 60, 140))
        .isEqualTo(130 - 52);
  }

  @Test
  void gaps_before_that_time_do_not_count() {
    assertThat(WriteLog.longestGapNanos(List.of(logOf(0, 1000, 1001)), 1000, 1003)).isEqualTo(2);
  }

  @Test
  void a_gap_that_has_not_ended_counts_up_to_the_end() {
    assertThat(WriteLog.longestGapNanos(List.of(logOf(10, 20)), 15, 500)).isEqualTo(480);
    assertThat(WriteLog.longestGapNanos(List.of(new WriteLog()), 100, 500)).isEqualTo(400);
  }

  @Test
  void what_comes_after_the_end_does_not_count() {
    assertThat(WriteLog.longestGapNanos(List.of(logOf(10, 20, 900)), 15, 30)).isEqualTo(10);
  }

  private static WriteLog logOf(long... successes) {
    WriteLog log = new WriteLog();
    for (long each : successes) {
      log.succeeded(each);
    }
    return log;
  }
}
