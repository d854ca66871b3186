package io.paddock.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.config.LimitsConfig.Throttle;
import org.junit.jupiter.api.Test;

class SessionThrottleTest {
  private static final long MS = 1_000_000;
  private static final long START = Long.MAX_VALUE - 5; // Such a clock may turn over at any time.

  private final SessionThrottle throttle = new SessionThrottle(new Throttle(3, 100, 2), START);

  private boolean take(long ms) {
    return throttle.take(START + ms * MS);
  }

  @Test
  void so_many_as_there_are_tokens_come_in_at_once_and_no_more() {
    assertThat(take(0)).isTrue();
    assertThat(take(0)).isTrue();
    assertThat(take(0)).isTrue();
    assertThat(take(0)).isFalse();
    assertThat(throttle.refused()).isEqualTo(1);
  }

  @Test
  void tokens_come_back_with_time_and_who_was_refused_has_taken_none() {
    for (int i = 0; i < 10; i++) {
      take(0);
    }

    assertThat(take(49)).isFalse();
    assertThat(take(50)).isTrue();
    assertThat(take(50)).isFalse();
    assertThat(take(150)).isTrue();
    assertThat(take(150)).isTrue();
    assertThat(take(150)).isFalse();
  }

  @Test
  void a_bucket_is_never_more_than_full() {
    assertThat(take(1_000_000)).isTrue();
    assertThat(take(1_000_000)).isTrue();
    assertThat(take(1_000_000)).isTrue();
    assertThat(take(1_000_000)).isFalse();
  }

  @Test
  void without_tokens_there_is_no_limit() {
    SessionThrottle none = new SessionThrottle(Throttle.NONE, START);
    for (int i = 0; i < 10_000; i++) {
      assertThat(none.take(START)).isTrue();
    }
    assertThat(none.refused()).isZero();
  }
}
