package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Data;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.pipeline.SessionEnd;
import io.paddock.state.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 11. */
class SessionClockTest {
  private static final long S = 1_000_000_000;

  private final SteppedLedger ledger = new SteppedLedger();
  private final Heartbeats heartbeats = new Heartbeats();
  private final SessionClock clock =
      new SessionClock(ledger, heartbeats, ExpiryPolicy.ofTickMs(2000), SessionEnd::new);

  @Test
  void a_session_that_is_not_heard_from_ends_at_the_tick_after_its_timeout() {
    open(1, 4000);
    heartbeats.heard(1, S);

    assertThat(clock.tick(4 * S)).isZero();
    assertThat(ledger.submitted()).isEmpty();
    assertThat(clock.tick(6 * S)).isEqualTo(1);
    assertThat(ledger.submitted()).containsExactly(new Command.CloseSession(1));
    assertThat(ledger.flushes()).isEqualTo(1);
  }

  @Test
  void a_session_that_is_heard_from_lives() {
    open(1, 4000);
    Heartbeat heartbeat = heartbeats.heard(1, 0);
    for (long now = 0; now < 100 * S; now += 2 * S) {
      heartbeat.heard(now);
      assertThat(clock.tick(now)).isZero();
    }
  }

  @Test
  void a_session_that_this_server_has_not_heard_from_gets_a_full_timeout() {
    open(1, 4000);

    assertThat(clock.tick(100 * S)).isZero();
    assertThat(clock.tick(104 * S)).isZero();
    assertThat(clock.tick(106 * S)).isEqualTo(1);
  }

  @Test
  void a_session_is_told_to_end_once() {
    open(1, 4000);
    heartbeats.heard(1, 0);
    clock.tick(10 * S);

    assertThat(clock.tick(12 * S)).isZero();
    ledger.commitAll();
    assertThat(clock.tick(14 * S)).isZero();
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void heartbeats_of_sessions_that_are_over_are_forgotten() {
    open(1, 4000);
    open(2, 40_000);
    heartbeats.heard(1, 0);
    heartbeats.heard(2, 0);
    clock.tick(10 * S);
    ledger.commitAll();

    clock.tick(12 * S);

    assertThat(heartbeats.heardNanos(1)).isNull();
    assertThat(heartbeats.heardNanos(2)).isZero();
  }

  private void open(long session, int timeoutMs) {
    ledger.commit(new Command.CreateSession(session, Data.EMPTY, timeoutMs, List.of()));
  }
}
