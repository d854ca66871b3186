package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Timings;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done by the clock, and how often. */
@Timeout(60)
class EngineTimersTest {
  private static final long MS = 1_000_000;
  private static final int HEARTBEATS_MAX = 5;
  private static final int FRAMES_OF_ONE = 2;
  private static final int FOLLOWERS = 2;

  @TempDir private Path dir;

  @Test
  void what_is_due_at_nearly_the_same_time_is_done_in_one_go() {
    assertThat(EngineTimers.onGrid(187 * MS, 1_003 * MS)).isEqualTo(197 * MS);
    assertThat(EngineTimers.onGrid(187 * MS, 1_011 * MS)).isEqualTo(189 * MS);
    assertThat(EngineTimers.onGrid(200 * MS, 1_000 * MS)).isEqualTo(200 * MS);
    assertThat(EngineTimers.onGrid(200 * MS, -1_010 * MS)).isEqualTo(210 * MS);
  }

  @Test
  void a_short_delay_is_kept_to_the_millisecond() {
    assertThat(EngineTimers.onGrid(0, 1_003 * MS)).isZero();
    assertThat(EngineTimers.onGrid(99 * MS, 1_003 * MS)).isEqualTo(99 * MS);
  }

  @Test
  void an_idle_ensemble_says_no_more_than_it_must() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.awaitLeader();
      ensemble.awaitAgreement();
      long silence = TimeUnit.MILLISECONDS.toNanos(Timings.DEFAULT.silenceMs());
      LockSupport.parkNanos(silence);
      long before = ensemble.network().frames();
      LockSupport.parkNanos(2 * silence);

      assertThat(ensemble.network().frames() - before)
          .as("heartbeats and their answers in two silences")
          .isBetween(1L, 2L * HEARTBEATS_MAX * FRAMES_OF_ONE * FOLLOWERS);
    }
  }
}
