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
  void heartbeats_are_moved_forward_until_those_of_all_members_coincide() {
    assertThat(EngineTimers.onGrid(249 * MS, 1_003 * MS)).isEqualTo(247 * MS);
    assertThat(EngineTimers.onGrid(250 * MS, 1_120 * MS)).isEqualTo(130 * MS);
    assertThat(EngineTimers.onGrid(250 * MS, 1_250 * MS)).isEqualTo(250 * MS);
    assertThat(EngineTimers.onGrid(300 * MS, 1_252 * MS)).isEqualTo(248 * MS);
    assertThat(EngineTimers.onGrid(133 * MS, 1_003 * MS)).isEqualTo(97 * MS);
    assertThat(EngineTimers.onGrid(100 * MS, -1_010 * MS)).isEqualTo(10 * MS);
  }

  @Test
  void a_long_delay_is_never_cut_short_and_ends_on_the_grid() {
    assertThat(EngineTimers.onGrid(751 * MS, 1_003 * MS)).isEqualTo(797 * MS);
    assertThat(EngineTimers.onGrid(750 * MS, 1_000 * MS)).isEqualTo(750 * MS);
    assertThat(EngineTimers.onGrid(345 * MS, -1_010 * MS)).isEqualTo(360 * MS);
  }

  @Test
  void a_short_delay_is_kept_to_the_millisecond() {
    assertThat(EngineTimers.onGrid(0, 1_003 * MS)).isZero();
    assertThat(EngineTimers.onGrid(89 * MS, 1_003 * MS)).isEqualTo(89 * MS);
  }

  @Test
  void an_idle_ensemble_says_no_more_than_it_must() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      // An election would be more to say.
      int unused = ensemble.awaitSteadyLeader();
      ensemble.awaitAgreement();
      long silence = TimeUnit.MILLISECONDS.toNanos(Timings.DEFAULT.silenceMs());
      LockSupport.parkNanos(silence);
      long began = System.nanoTime();
      long before = ensemble.network().frames();
      LockSupport.parkNanos(2 * silence);
      long frames = ensemble.network().frames() - before;
      // A busy machine may come back to this late.
      double silences = (double) (System.nanoTime() - began) / silence;

      assertThat(frames)
          .as("heartbeats and their answers in two silences")
          .isBetween(1L, (long) (silences * HEARTBEATS_MAX * FRAMES_OF_ONE * FOLLOWERS));
    }
  }
}
