package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.CreateMode;
import io.paddock.replication.ledger.Standing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the leader itself, which are good for its term only. */
@Timeout(60)
class LeaderCommandsTest {
  private static final int MANY = 10_000;

  @TempDir private Path dir;

  @Test
  void they_are_applied_everywhere_in_their_order_and_many_share_a_log_entry() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      TestLedger leader = ensemble.get(ensemble.awaitSteadyLeader());
      long term = standing(leader).term();
      leader.run(createZnode("/q", "x"));
      long before = leader.ledger().report().fsyncCount();

      for (int i = 0; i < MANY; i++) {
        leader
            .ledger()
            .submitLeading(term, createZnode("/q/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL));
      }
      leader.ledger().submitLeading(term, setData("/q", "last"));
      leader.ledger().flush();

      ensemble.await("all of them", () -> leader.state().zxid() == MANY + 2);
      assertThat(ensemble.awaitAgreement().find("/q")).isNotNull();
      assertThat(leader.ledger().report().fsyncCount() - before).isLessThan(20);
    }
  }

  @Test
  void one_for_another_term_or_given_to_a_follower_is_never_applied() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int id = ensemble.awaitSteadyLeader();
      TestLedger leader = ensemble.get(id);
      TestLedger follower = ensemble.get(id % 3 + 1);
      long term = standing(leader).term();

      leader.ledger().submitLeading(term - 1, createZnode("/past", "x"));
      leader.ledger().submitLeading(term + 1, createZnode("/future", "x"));
      follower.ledger().submitLeading(term, createZnode("/follower", "x"));
      leader.ledger().flush();
      follower.ledger().flush();

      leader.run(createZnode("/behind", "x"));
      follower.run(createZnode("/behind-too", "x"));
      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(2);
    }
  }

  @Test
  void what_a_leader_gave_that_had_been_replaced_already_is_lost_with_its_term() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int old = ensemble.awaitLeader();
      TestLedger replaced = ensemble.get(old);
      replaced.run(createZnode("/a", "x"));
      ensemble.network().freeze(old);
      replaced.ledger().submitLeading(standing(replaced).term(), createZnode("/stale", "x"));
      replaced.ledger().flush();

      int next = ensemble.awaitLeaderOtherThan(old);
      ensemble.get(next).run(setData("/a", "new"));
      ensemble.network().heal();
      replaced.run(setData("/a", "newer"));

      assertThat(ensemble.awaitAgreement().find("/stale")).isNull();
      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(3);
    }
  }

  private static Standing standing(TestLedger ledger) {
    return ledger.ledger().ensemble().standing();
  }
}
