package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.ErrorCode;
import io.paddock.replication.disk.MemoryDisk;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member whose state is another one, and members of another ensemble. */
@Timeout(60)
class EnsembleDivergenceTest {
  @TempDir private Path dir;

  @Test
  void a_member_with_another_state_stops_and_names_the_zxid_and_the_others_go_on()
      throws Exception {
    try (TestEnsemble ensemble = new TestEnsemble(dir, 3, config -> config.withSnapshots(50, 0))) {
      int leader = ensemble.awaitLeader();
      int altered = leader % 3 + 1;
      TestLedger leading = ensemble.get(leader);
      leading.run(createZnode("/a", "x"));
      TestLedger victim = ensemble.get(altered);
      while (victim.ledger().report().lastSnapshotZxid() < 0) {
        leading.run(setData("/a", "y"));
      }
      ensemble.awaitAgreement();
      ensemble.stop(altered);
      alterSnapshot(ensemble.disk(altered), dir.resolve("member-" + altered));

      TestLedger again = ensemble.start(altered);
      for (int i = 0; i < 2 * DigestMarks.EVERY; i++) {
        leading.run(setData("/a", "z"));
      }

      assertThat(again.awaitFailure())
          .contains("diverged")
          .containsPattern("zxid 0x[0-9a-f]*[80]0 ");
      assertThat(leading.run(setData("/a", "after"))).hasSize(1);
      assertThat(leading.failure()).isNull();
    }
  }

  @Test
  void the_number_of_an_ensemble_is_in_its_state_and_stays() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitLeader();
      ensemble.get(leader).run(settle(77));
      ensemble.get(leader).run(settle(78));

      State state = ensemble.awaitAgreement();

      assertThat(state.ensemble()).isEqualTo(77);
      for (int id : ensemble.ids()) {
        ensemble.await("the network knows it", () -> ensemble.network().ensemble(id) == 77);
      }
      ensemble.stop(leader);
      ensemble.start(leader);
      assertThat(ensemble.network().ensemble(leader)).isEqualTo(77);
    }
  }

  private static Command settle(long number) {
    return new Command.SettleMembers(0, "server.1=a:1:2", ErrorCode.OK, number);
  }

  /** The same zxid and place in the log, but one znode has other data. */
  private static void alterSnapshot(MemoryDisk disk, Path directory) throws IOException {
    SnapshotStore store = SnapshotStore.open(disk, directory);
    SnapshotStore.Loaded loaded = store.load(store.list().get(0));
    State good = loaded.state();
    Stamp stamp = new Stamp(1, 1, Stamp.Rules.DEFAULT);
    State bad = Applier.apply(good, setData("/a", "altered"), stamp).state();
    disk.delete(loaded.file());
    store.save(
        loaded.meta(),
        new State(good.zxid(), good.ensemble(), bad.tree(), good.sessions(), good.origins()),
        () -> true);
  }
}
