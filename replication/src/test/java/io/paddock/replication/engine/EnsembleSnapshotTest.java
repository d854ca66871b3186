package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.state.apply.State;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that are too far behind for the leader's log. */
@Timeout(60)
class EnsembleSnapshotTest {
  private static final int SNAP_COUNT = 100;

  @TempDir private Path dir;

  @Test
  void a_member_that_was_away_for_long_gets_a_snapshot_and_goes_on_from_there() throws Exception {
    try (TestEnsemble ensemble = open()) {
      int leader = ensemble.awaitSteadyLeader();
      int away = leader == 1 ? 2 : 1;
      ensemble.stop(away);
      writeMuch(ensemble.get(leader));

      TestLedger back = ensemble.start(away);
      State state = ensemble.awaitAgreement();
      back.drain();
      assertThat(back.hasMissed()).isTrue();
      assertThat(back.ledger().report().lastSnapshotZxid()).isPositive();

      assertThat(back.run(setData("/q", "again"))).hasSize(1);
      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(state.zxid() + 1);
    }
  }

  @Test
  void what_was_installed_is_there_after_a_crash_and_the_log_goes_on_behind_it() throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      try (TestEnsemble ensemble = open(dir.resolve("seed-" + seed))) {
        int leader = ensemble.awaitSteadyLeader();
        int away = leader == 1 ? 2 : 1;
        ensemble.stop(away);
        writeMuch(ensemble.get(leader));
        TestLedger back = ensemble.start(away);
        ensemble.await("an installed snapshot", () -> installed(back));
        ensemble.crash(away, new Random(seed));

        ensemble.start(away);
        ensemble.get(leader).run(setData("/q", "after"));
        ensemble.awaitAgreement();
        ensemble.stop(away);
        ensemble.start(away);
        ensemble.awaitAgreement();
      }
    }
  }

  @Test
  void writes_go_on_while_a_member_gets_a_large_snapshot() throws Exception {
    try (TestEnsemble ensemble = open()) {
      int leader = ensemble.awaitSteadyLeader();
      int away = leader == 1 ? 2 : 1;
      TestLedger first = ensemble.get(leader);
      ensemble.stop(away);
      for (int i = 0; i < 40; i++) {
        first.run(createZnode("/large-" + i, "x".repeat(100_000)));
      }
      first.run(createZnode("/q", "x"));
      for (int i = 0; i < 400; i++) {
        first.run(setData("/q", "x".repeat(30_000)));
      }

      TestLedger back = ensemble.start(away);
      int written = 0;
      while (!installed(back)) {
        first.run(setData("/q", "now " + written++));
      }
      assertThat(written).isPositive();
      ensemble.awaitAgreement();
    }
  }

  private static boolean installed(TestLedger ledger) {
    ledger.drain();
    return ledger.hasMissed();
  }

  /** Until three more snapshots have been written: the log goes back to the last but one. */
  private static void writeMuch(TestLedger leader) throws InterruptedException {
    leader.run(createZnode("/q", "x"));
    for (int snapshots = 0; snapshots < 3; snapshots++) {
      long before = leader.ledger().report().lastSnapshotZxid();
      while (leader.ledger().report().lastSnapshotZxid() == before) {
        leader.run(setData("/q", "x".repeat(1_000)));
      }
    }
  }

  private TestEnsemble open() throws Exception {
    return open(dir);
  }

  private static TestEnsemble open(Path in) throws Exception {
    return new TestEnsemble(in, 3, config -> config.withSnapshots(SNAP_COUNT, 0));
  }
}
