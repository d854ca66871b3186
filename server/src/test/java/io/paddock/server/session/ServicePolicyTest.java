package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.session.Service.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One case for each cell of the table: what was done, how long without a leader, caught up. */
class ServicePolicyTest {
  private static final long MS = 1_000_000;
  private static final ServicePolicy POLICY = ServicePolicy.of(2000, 5, true);

  @ParameterizedTest
  @CsvSource({
    "SHUT,    -1,    false, SHUT",
    "SHUT,    -1,    true,  OPEN",
    "OPEN,    -1,    false, OPEN",
    "HOLDING, -1,    false, OPEN",
    "READING, -1,    false, OPEN",
    "SHUT,    0,     false, SHUT",
    "SHUT,    0,     true,  SHUT",
    "OPEN,    0,     true,  HOLDING",
    "OPEN,    1999,  true,  HOLDING",
    "HOLDING, 2000,  false, READING",
    "READING, 9999,  false, READING",
    "READING, 10000, false, SHUT",
    "HOLDING, 10000, false, SHUT",
    "OPEN,    10000, true,  SHUT",
  })
  void what_is_done_follows_from_what_was_done_and_for_how_long_there_was_no_leader(
      Phase before, long leaderlessMs, boolean caughtUp, Phase expected) {
    assertThat(POLICY.at(before, leaderlessMs * MS, caughtUp)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "100,  1999, false",
    "100,  2000, true",
    "3000, 2999, false",
    "3000, 3000, true",
    "3000, -1,   false",
  })
  void reading_only_begins_after_two_seconds_or_a_tick(int tick, long ms, boolean expected) {
    assertThat(ServicePolicy.of(tick, 5, true).isReadOnly(ms * MS)).isEqualTo(expected);
    assertThat(ServicePolicy.of(tick, 5, false).isReadOnly(ms * MS)).isFalse();
  }
}
