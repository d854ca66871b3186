package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.CreateMode;
import io.paddock.replication.commit.Commit;
import io.paddock.replication.ledger.Ensemble;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EnsembleTest {
  @TempDir private Path dir;

  @Test
  void three_members_elect_a_leader_and_apply_what_any_of_them_is_given() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.awaitLeader();
      for (int id : ensemble.ids()) {
        List<Commit> commits = ensemble.get(id).run(createZnode("/from-" + id, "x"));
        assertThat(commits.get(0).ticket()).isEqualTo(new TestLedger.Mark(0));
      }

      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(3);
    }
  }

  @Test
  void commands_handed_over_before_there_is_a_leader_wait_for_it() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      for (int id : ensemble.ids()) {
        ensemble.get(id).submit(createZnode("/early-" + id, "x"), id);
        ensemble.get(id).ledger().flush();
      }
      for (int id : ensemble.ids()) {
        assertThat(ensemble.get(id).await(1).get(0).ticket()).isEqualTo(new TestLedger.Mark(id));
      }
    }
  }

  @Test
  void a_killed_leader_is_replaced_at_once_and_what_was_under_way_is_done_once() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      // At once: nobody who waits for its silence to become too long is done in time.
      int leader = ensemble.awaitSteadyLeader();
      int follower = leader == 1 ? 2 : 1;
      TestLedger survivor = ensemble.get(follower);
      survivor.run(createZnode("/q", "x"));
      for (int i = 0; i < 500; i++) {
        survivor.submit(createZnode("/q/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL), i);
        survivor.ledger().flush();
      }
      ensemble.crash(leader, new Random(1));
      survivor.submit(setData("/q", "after"), 500);
      survivor.ledger().flush();
      List<Commit> commits = survivor.await(501);

      assertThat(commits)
          .extracting(Commit::ticket)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(0, 500).mapToObj(TestLedger.Mark::new).toList());
      ensemble.start(leader);
      ensemble.awaitLeader();
      assertThat(ensemble.awaitAgreement().zxid()).isEqualTo(502);
    }
  }

  @Test
  void members_to_which_too_much_waits_to_be_sent_hear_of_the_leader_all_the_same()
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      ensemble.get(leader).run(createZnode("/a", "x"));
      for (int from : ensemble.ids()) {
        for (int to : ensemble.ids()) {
          ensemble.network().clog(from, to, FrameKind.LEADING, 3);
        }
      }

      Ensemble members = ensemble.get(leader).ledger().ensemble();
      members.handLeadershipTo(leader % 3 + 1).toCompletableFuture().join();

      ensemble.awaitLeader();
      for (int id : ensemble.ids()) {
        assertThat(ensemble.get(id).run(setData("/a", "by " + id))).hasSize(1);
      }
    }
  }

  @Test
  void a_silent_leader_is_replaced_and_gives_up_when_it_is_back() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitLeader();
      ensemble.get(leader).run(createZnode("/a", "x"));
      ensemble.network().freeze(leader);
      ensemble.get(leader).submit(setData("/a", "held"), 7);
      ensemble.get(leader).ledger().flush();

      int next = ensemble.awaitLeaderOtherThan(leader);
      assertThat(ensemble.get(next).run(setData("/a", "new"))).hasSize(1);

      ensemble.network().heal();
      assertThat(ensemble.get(leader).await(1).get(0).ticket()).isEqualTo(new TestLedger.Mark(7));
      ensemble.awaitAgreement();
    }
  }

  @Test
  void a_member_without_a_majority_holds_writes_and_finishes_them_later() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitLeader();
      int cut = leader == 3 ? 2 : 3;
      ensemble.network().isolate(cut);
      ensemble.get(cut).submit(createZnode("/held", "x"), 1);
      ensemble.get(cut).ledger().flush();
      ensemble.get(leader).run(createZnode("/other", "x"));
      assertThat(ensemble.get(cut).drain()).isEmpty();

      ensemble.network().heal();
      assertThat(ensemble.get(cut).await(1)).hasSize(1);
      assertThat(ensemble.awaitAgreement().find("/held")).isNotNull();
    }
  }

  @Test
  void a_read_barrier_of_a_follower_shows_what_the_leader_has_acknowledged() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitLeader();
      TestLedger follower = ensemble.get(leader == 1 ? 2 : 1);
      for (int i = 0; i < 20; i++) {
        ensemble.get(leader).run(createZnode("/n-", "x", CreateMode.PERSISTENT_SEQUENTIAL));
        long zxid = ensemble.get(leader).state().zxid();
        AtomicLong seen = new AtomicLong();
        CountDownLatch reached = new CountDownLatch(1);
        follower
            .ledger()
            .readBarrier(
                () -> {
                  seen.set(follower.state().zxid());
                  reached.countDown();
                });
        assertThat(reached.await(TestLedger.WAIT_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get()).isGreaterThanOrEqualTo(zxid);
      }
    }
  }
}
