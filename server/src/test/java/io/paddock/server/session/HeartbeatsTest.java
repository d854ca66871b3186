package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatsTest {
  private final Heartbeats heartbeats = new Heartbeats();

  @Test
  void a_session_has_one_heartbeat_wherever_it_is_attached() {
    Heartbeat first = heartbeats.heard(1, 10);

    assertThat(heartbeats.heard(1, 20)).isSameAs(first);
    assertThat(heartbeats.heardNanos(1)).isEqualTo(20);
  }

  @Test
  void nothing_is_kept_for_a_session_that_is_not_known() {
    heartbeats.heardIfKnown(1, 10);

    assertThat(heartbeats.heardNanos(1)).isNull();
    assertThat(heartbeats.size()).isZero();
  }

  @Test
  void a_hundred_thousand_sessions_come_and_go() {
    for (long id = 0; id < 100_000; id++) {
      heartbeats.heard(id << 8, id);
    }
    assertThat(heartbeats.size()).isEqualTo(100_000);
    assertThat(heartbeats.heardNanos(77_777L << 8)).isEqualTo(77_777);

    heartbeats.forgetIf(id -> id != 5 << 8);

    assertThat(heartbeats.size()).isEqualTo(1);
    assertThat(heartbeats.heardNanos(5 << 8)).isEqualTo(5);
    assertThat(heartbeats.heardNanos(6 << 8)).isNull();
  }
}
