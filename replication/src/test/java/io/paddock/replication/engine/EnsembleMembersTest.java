package io.paddock.replication.engine;

import static io.paddock.replication.engine.Commands.createZnode;
import static io.paddock.replication.engine.Commands.setData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.replication.ledger.ChangeRefusedException;
import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that come, go, and lose their disks. */
@Timeout(60)
class EnsembleMembersTest {
  private static final long SEVERAL_ELECTIONS_NANOS = 1_500_000_000L;

  @TempDir private Path dir;

  @Test
  void a_member_that_lost_its_disk_has_no_vote_until_it_has_everything_back() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitLeader();
      int lost = leader % 3 + 1;
      int behind = lost % 3 + 1;
      ensemble.stop(behind);
      ensemble.get(leader).run(createZnode("/acknowledged", "x"));
      ensemble.awaitAgreement();

      // The only two that have it are gone, one for ever.
      ensemble.crash(lost, new Random(1));
      ensemble.loseDisk(lost);
      ensemble.crash(leader, new Random(1));
      ensemble.start(behind);
      TestLedger empty = ensemble.start(lost);
      empty.submit(createZnode("/must-wait", "x"), 1);
      empty.ledger().flush();
      LockSupport.parkNanos(SEVERAL_ELECTIONS_NANOS);
      assertThat(ensemble.get(behind).ledger().ensemble().standing().role())
          .isEqualTo(Standing.Role.LOOKING);
      assertThat(empty.drain()).isEmpty();

      ensemble.start(leader);
      assertThat(empty.await(1)).hasSize(1);
      assertThat(ensemble.awaitAgreement().find("/acknowledged")).isNotNull();
    }
  }

  @Test
  void a_member_that_got_everything_back_votes_again() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitLeader();
      int lost = leader % 3 + 1;
      ensemble.get(leader).run(createZnode("/a", "x"));
      ensemble.crash(lost, new Random(1));
      ensemble.loseDisk(lost);
      ensemble.start(lost);
      ensemble.awaitAgreement();
      ensemble.get(leader).run(setData("/a", "y"));
      // It has everything before it knows that it has.
      ensemble.await("its vote", () -> ensemble.get(lost).ledger().mayVote());

      ensemble.crash(leader, new Random(1));
      int next = ensemble.awaitLeaderOtherThan(leader);
      assertThat(ensemble.get(next).run(setData("/a", "z"))).hasSize(1);
    }
  }

  @Test
  void an_observer_applies_everything_and_decides_nothing() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      List<Member> next = new ArrayList<>(ensemble.members());
      next.add(new Member(4, false, List.of()));
      ensemble.start(4, next);
      ensemble.get(leader).ledger().ensemble().change(next).toCompletableFuture().join();

      assertThat(ensemble.get(4).run(createZnode("/through-observer", "x"))).hasSize(1);
      ensemble.awaitAgreement();
      // While it gets the log it may have come across the members of before.
      ensemble.await("an observer", () -> role(ensemble.get(4)) == Standing.Role.OBSERVER);
      assertThat(ensemble.get(4).ledger().ensemble().members()).hasSize(4);
      ensemble.stop(leader);
      int after = ensemble.awaitLeaderOtherThan(leader);
      assertThat(after).isNotEqualTo(4);
      assertThat(ensemble.get(4).run(setData("/through-observer", "y"))).hasSize(1);
    }
  }

  @Test
  void an_observer_that_loses_the_leaders_connection_knows_it_and_finds_it_again()
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      List<Member> next = new ArrayList<>(ensemble.members());
      next.add(new Member(4, false, List.of()));
      TestLedger observer = ensemble.start(4, next);
      ensemble.get(leader).ledger().ensemble().change(next).toCompletableFuture().join();
      ensemble.await("an observer", () -> role(observer) == Standing.Role.OBSERVER);

      ensemble.network().isolate(4);
      ensemble.await("it to notice", () -> role(observer) == Standing.Role.LOOKING);
      observer.submit(createZnode("/held", "x"), 1);
      observer.ledger().flush();
      ensemble.network().heal();
      assertThat(observer.await(1)).hasSize(1);
      ensemble.await("it to follow", () -> role(observer) == Standing.Role.OBSERVER);
    }
  }

  private static Standing.Role role(TestLedger ledger) {
    return ledger.ledger().ensemble().standing().role();
  }

  @Test
  void members_come_and_go_one_by_one() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      ensemble.get(leader).run(createZnode("/a", "x"));
      List<Member> four = new ArrayList<>(ensemble.members());
      four.add(new Member(4, true, List.of()));
      ensemble.start(4, four);
      ensemble.get(leader).ledger().ensemble().change(four).toCompletableFuture().join();
      assertThat(ensemble.get(4).run(setData("/a", "from 4"))).hasSize(1);
      ensemble.awaitAgreement();

      int gone = leader % 3 + 1;
      List<Member> three = new ArrayList<>(four);
      three.removeIf(each -> each.id() == gone);
      ensemble.get(leader).ledger().ensemble().change(three).toCompletableFuture().join();
      ensemble.stop(gone);
      assertThat(ensemble.get(leader).ledger().ensemble().members())
          .extracting(Member::id)
          .doesNotContain(gone)
          .contains(4);
      assertThat(ensemble.get(4).run(setData("/a", "after"))).hasSize(1);
      ensemble.awaitAgreement();
    }
  }

  @Test
  void where_members_are_is_told_to_the_network_and_changes_nobodys_membership() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.awaitLeader();
      Ensemble seen = ensemble.get(1).ledger().ensemble();
      List<Member.Address> place = List.of(new Member.Address("elsewhere", 2888));

      seen.whereabouts(List.of(new Member(2, false, place), new Member(7, true, place)));

      assertThat(seen.members()).contains(new Member(2, true, place)).hasSize(3);
      assertThat(ensemble.network().members(1))
          .contains(new Member(7, true, place))
          .extracting(Member::id)
          .containsExactly(1, 2, 3, 7);

      seen.whereabouts(List.of());
      assertThat(ensemble.network().members(1)).extracting(Member::id).containsExactly(1, 2, 3);
      assertThat(seen.members()).contains(new Member(2, true, place));
      assertThat(ensemble.get(2).run(createZnode("/a", "x"))).hasSize(1);
    }
  }

  @Test
  void a_voter_becomes_an_observer_and_a_voter_again_whose_disk_counts() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      int changing = leader % 3 + 1;
      int other = changing % 3 + 1;
      List<Member> observing = new ArrayList<>();
      for (Member each : ensemble.members()) {
        observing.add(new Member(each.id(), each.id() != changing, List.of()));
      }
      Ensemble leading = ensemble.get(leader).ledger().ensemble();

      leading.change(observing).toCompletableFuture().join();
      assertThat(ensemble.get(changing).run(createZnode("/a", "x"))).hasSize(1);
      ensemble.await("it observes", () -> role(ensemble.get(changing)) == Standing.Role.OBSERVER);
      leading.change(ensemble.members()).toCompletableFuture().join();
      ensemble.await("it follows", () -> role(ensemble.get(changing)) == Standing.Role.FOLLOWER);

      ensemble.stop(other);
      assertThat(ensemble.get(leader).run(setData("/a", "y"))).hasSize(1);
      assertThat(ensemble.get(changing).run(setData("/a", "z"))).hasSize(1);
    }
  }

  @Test
  void a_voter_that_is_not_there_is_not_let_in() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int leader = ensemble.awaitSteadyLeader();
      List<Member> four = new ArrayList<>(ensemble.members());
      four.add(new Member(4, true, List.of()));
      Ensemble leading = ensemble.get(leader).ledger().ensemble();

      assertThatThrownBy(() -> leading.change(four).toCompletableFuture().join())
          .hasRootCauseInstanceOf(ChangeRefusedException.class)
          .hasMessageContaining("no connection to server 4");

      assertThat(leading.members()).hasSize(3);
      assertThat(ensemble.get(leader).run(createZnode("/a", "x"))).hasSize(1);
    }
  }

  @Test
  void only_the_leader_changes_members() throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      int other = ensemble.awaitSteadyLeader() % 3 + 1;
      Ensemble follower = ensemble.get(other).ledger().ensemble();

      assertThatThrownBy(() -> follower.change(ensemble.members()).toCompletableFuture().join())
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not lead");
    }
  }
}
