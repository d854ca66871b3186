package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Standing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long writes wait for another leader. */
@Timeout(60)
class ElectionTest {
  private static final int ROUNDS = 6;

  @TempDir private Path dir;

  @Test
  void after_the_leaders_process_died_writes_go_on_without_waiting_for_its_silence()
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.get(ensemble.awaitLeader()).run(createZnode("/a", "x"));
      long[] tookMs = new long[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        int leader = ensemble.awaitLeader();
        int other = leader % 3 + 1;
        long start = System.nanoTime();
        ensemble.crash(leader, new Random(round));
        ensemble.get(other).run(setData("/a", "round " + round));
        tookMs[round] = (System.nanoTime() - start) / 1_000_000;
        ensemble.start(leader);
        ensemble.awaitAgreement();
      }
      assertThat(median(tookMs)).as(Arrays.toString(tookMs)).isLessThan(300);
    }
  }

  @Test
  void a_member_that_hears_late_of_the_leaders_death_and_alone_can_succeed_it_does_so_at_once()
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.get(ensemble.awaitLeader()).run(createZnode("/a", "x"));
      long[] tookMs = new long[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        int leader = ensemble.awaitLeader();
        int behind = leader == 1 ? 2 : 1;
        int last = 6 - leader - behind;
        ensemble.network().freeze(behind);
        ensemble.get(leader).run(setData("/a", "only the leader and one other have it"));
        ensemble.network().hearsLate(last, 30);
        long start = System.nanoTime();
        ensemble.crash(leader, new Random(round));
        ensemble.network().heal();
        ensemble.get(last).run(setData("/a", "round " + round));
        tookMs[round] = (System.nanoTime() - start) / 1_000_000;
        ensemble.network().hearsLate(last, 0);
        ensemble.start(leader);
        ensemble.awaitAgreement();
      }
      assertThat(median(tookMs)).as(Arrays.toString(tookMs)).isLessThan(300);
    }
  }

  @Test
  void after_the_leader_fell_silent_writes_go_on_in_little_more_than_the_silence()
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.get(ensemble.awaitLeader()).run(createZnode("/a", "x"));
      long[] tookMs = new long[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        int leader = ensemble.awaitLeader();
        int other = leader % 3 + 1;
        long start = System.nanoTime();
        ensemble.network().freeze(leader);
        ensemble.get(other).run(setData("/a", "round " + round));
        tookMs[round] = (System.nanoTime() - start) / 1_000_000;
        ensemble.network().heal();
        ensemble.awaitAgreement();
      }
      assertThat(median(tookMs)).as(Arrays.toString(tookMs)).isLessThan(1_500);
    }
  }

  @Test
  void a_member_that_has_heard_of_a_commit_whose_entry_it_lacks_helps_to_replace_a_silent_leader()
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      // Who hears nothing of its leader must not stand before the one that is to succeed it may.
      int leader = ensemble.awaitSteadyLeader();
      ensemble.get(leader).run(createZnode("/a", "x"));
      ensemble.awaitAgreement();
      int behind = leader % 3 + 1;
      int successor = behind % 3 + 1;

      ensemble.network().lose(leader, behind, FrameKind.CALL);
      ensemble.get(leader).run(setData("/a", "the news of it is all that reaches one member"));
      ensemble.network().freeze(leader);
      ensemble.bear(1);

      assertThat(ensemble.awaitLeaderOtherThan(leader)).isEqualTo(successor);
      ensemble.get(behind).run(setData("/a", "next"));
      ensemble.network().heal();
      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(3);
    }
  }

  @Test
  void a_leader_that_is_stopped_in_good_order_is_replaced_at_once() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.get(ensemble.awaitLeader()).run(createZnode("/a", "x"));
      int leader = ensemble.awaitLeader();
      int other = leader % 3 + 1;
      ensemble.stop(leader);
      assertThat(ensemble.get(other).run(setData("/a", "next"))).hasSize(1);
    }
  }

  @Test
  void leadership_can_be_handed_over_and_nothing_is_lost() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      TestLedger before = ensemble.get(leader);
      before.run(createZnode("/a", "x"));
      int next = leader % 3 + 1;
      for (int i = 0; i < 200; i++) {
        before.submit(setData("/a", "value " + i), i);
        before.ledger().flush();
        if (i == 100) {
          before.ledger().ensemble().handLeadershipTo(next).toCompletableFuture().join();
        }
      }
      assertThat(before.await(200)).hasSize(200);
      ensemble.await(
          "the chosen leader",
          () -> ensemble.get(next).ledger().ensemble().standing().role() == Standing.Role.LEADER);
      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(201);
    }
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
