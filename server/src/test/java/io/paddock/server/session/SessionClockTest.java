package io.paddock.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Data;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.state.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** spec/semantics.md, section 11. */
class SessionClockTest {
  private static final long S = 1_000_000_000;

  private final SteppedLedger ledger = new SteppedLedger();
  private final Heartbeats heartbeats = new Heartbeats();
  private final SessionClock clock =
      new SessionClock(ledger, heartbeats, ExpiryPolicy.ofTickMs(2000));

  @Test
  void a_session_that_is_not_heard_from_ends_at_the_tick_after_its_timeout() {
    open(1, 4000);
    clock.tick(0, 1);
    heartbeats.heard(1, S);
    clock.tick(2 * S, 1);

    assertThat(clock.tick(4 * S, 1)).isZero();
    assertThat(ledger.submitted()).isEmpty();
    assertThat(clock.tick(6 * S, 1)).isEqualTo(1);
    assertThat(ledger.submitted()).containsExactly(new Command.CloseSession(1));
    assertThat(ledger.flushes()).isEqualTo(1);
  }

  @Test
  void a_session_that_is_heard_from_lives() {
    open(1, 4000);
    Heartbeat heartbeat = heartbeats.heard(1, 0);
    for (long now = 0; now < 100 * S; now += 2 * S) {
      heartbeat.heard(now);
      assertThat(clock.tick(now, 1)).isZero();
    }
  }

  @Test
  void a_new_leader_gives_every_session_a_full_timeout() {
    open(1, 4000);
    heartbeats.heard(1, 0);

    assertThat(tickOn(98 * S, 102 * S, 1)).isZero();
    assertThat(clock.tick(104 * S, 1)).isEqualTo(1);
    assertThat(tickOn(108 * S, 112 * S, 2)).as("the same in its next term").isZero();
    assertThat(clock.tick(114 * S, 2)).isEqualTo(1);
  }

  @Test
  void who_does_not_lead_ends_nobody() {
    open(1, 4000);
    heartbeats.heard(1, 0);

    assertThat(tickOn(2 * S, 100 * S, 0)).isZero();
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void after_a_standstill_nobody_ends_before_the_clients_have_been_heard() {
    open(1, 4000);
    tickOn(2 * S, 4 * S, 1);

    assertThat(clock.tick(60 * S, 1)).as("it comes late").isZero();
    heartbeats.heard(1, 60 * S);
    assertThat(tickOn(62 * S, 64 * S, 1)).isZero();
    assertThat(clock.tick(66 * S, 1)).isEqualTo(1);
  }

  /** Ticks every 2 s from one time to another, both included; how many sessions ended. */
  private int tickOn(long from, long to, long term) {
    int ended = 0;
    for (long now = from; now <= to; now += 2 * S) {
      ended += clock.tick(now, term);
    }
    return ended;
  }

  @Test
  void a_session_is_told_to_end_once() {
    open(1, 4000);
    tickOn(0, 8 * S, 1);
    assertThat(ledger.submitted()).hasSize(1);

    assertThat(clock.tick(12 * S, 1)).isZero();
    ledger.commitAll();
    assertThat(clock.tick(14 * S, 1)).isZero();
    assertThat(ledger.submitted()).isEmpty();
  }

  @Test
  void a_session_that_is_still_there_after_some_ticks_is_told_again() {
    open(1, 4000);
    tickOn(0, 12 * S, 1);
    assertThat(ledger.submitted()).hasSize(1);

    assertThat(clock.tick(14 * S, 1)).isEqualTo(1);
    assertThat(ledger.submitted()).hasSize(2);
  }

  @Test
  void heartbeats_of_sessions_that_are_over_are_forgotten() {
    open(1, 4000);
    open(2, 40_000);
    tickOn(0, 10 * S, 1);
    ledger.commitAll();

    clock.tick(12 * S, 1);

    assertThat(heartbeats.heardNanos(1)).isNull();
    assertThat(heartbeats.heardNanos(2)).isZero();
  }

  private void open(long session, int timeoutMs) {
    ledger.commit(new Command.CreateSession(session, Data.EMPTY, timeoutMs, List.of()));
  }
}
