package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who stands for election after the leader's death, and when, by a clock of the test's own. */
class QuickElectionTest {
  private static final int TURN_MS = 150;

  private record Due(long ms, int order, Runnable task) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::ms).thenComparingInt(Due::order));
  private final List<Long> stood = new ArrayList<>();
  private boolean noticed = true;
  private long nowMs;
  private int orders;

  /** One member of three or five, the last of which led and is dead. */
  private QuickElection survivor(int self, int members) {
    QuickElection election =
        new QuickElection(
            self,
            new Survivors(self, members),
            (delay, task) -> due.add(new Due(nowMs + delay, orders++, task)),
            dead -> stood.add(nowMs),
            () -> nowMs * 1_000_000);
    election.leads(members);
    return election;
  }

  private void pass(long ms) {
    long until = nowMs + ms;
    while (!due.isEmpty() && due.element().ms() <= until) {
      Due next = due.remove();
      nowMs = next.ms();
      next.task().run();
    }
    nowMs = until;
  }

  @Test
  void the_first_in_turn_stands_at_once_and_the_second_a_turn_later() {
    survivor(1, 3).dead(3);
    pass(0);
    assertThat(stood).containsExactly(0L);

    stood.clear();
    survivor(2, 3).dead(3);
    pass(TURN_MS);
    assertThat(stood).containsExactly((long) TURN_MS);
  }

  @Test
  void who_has_voted_waits_for_what_comes_of_it() {
    QuickElection election = survivor(2, 3);
    election.dead(3);
    election.asked(true, 0);
    pass(3 * TURN_MS);
    assertThat(stood).isEmpty();
  }

  @Test
  void who_has_the_longer_log_than_a_candidate_stands_at_once() {
    QuickElection election = survivor(2, 3);
    election.dead(3);
    pass(10);
    election.asked(false, -1);
    pass(0);
    assertThat(stood).containsExactly(10L);
  }

  @Test
  void who_is_asked_before_it_hears_of_the_death_stands_when_it_does() {
    QuickElection election = survivor(2, 3);
    noticed = false;
    election.asked(false, -1);
    pass(20);
    assertThat(stood).isEmpty();
    noticed = true;
    election.dead(3);
    pass(0);
    assertThat(stood).containsExactly(20L);
  }

  @Test
  void of_two_candidates_the_one_with_the_longer_log_begins_anew_and_the_other_waits() {
    QuickElection ahead = survivor(2, 3);
    ahead.dead(3);
    pass(TURN_MS + 10);
    ahead.asked(false, -1);
    pass(0);
    assertThat(stood).containsExactly((long) TURN_MS, TURN_MS + 10L);

    stood.clear();
    due.clear();
    long start = nowMs;
    QuickElection behind = survivor(1, 3);
    behind.dead(3);
    pass(10);
    behind.asked(false, 1);
    pass(3 * TURN_MS);
    assertThat(stood).containsExactly(start);
  }

  @Test
  void of_two_candidates_with_equal_logs_the_first_in_turn_begins_anew_and_the_other_waits() {
    QuickElection first = survivor(1, 3);
    first.dead(3);
    pass(10);
    first.asked(false, 0);
    pass(0);
    assertThat(stood).containsExactly(0L, 10L);

    stood.clear();
    due.clear();
    long start = nowMs;
    QuickElection second = survivor(2, 3);
    second.dead(3);
    pass(TURN_MS + 10);
    second.asked(false, 0);
    pass(2 * TURN_MS);
    assertThat(stood).containsExactly(start + TURN_MS);
  }

  @Test
  void who_has_given_its_vote_to_another_does_not_disturb_it_when_a_third_one_asks() {
    QuickElection election = survivor(3, 5);
    election.dead(5);
    election.asked(true, 0);
    election.asked(false, 0);
    election.asked(false, -1);
    pass(2 * TURN_MS);
    assertThat(stood).isEmpty();
  }

  @Test
  void nobody_stands_again_when_there_is_a_leader() {
    QuickElection election = survivor(1, 3);
    election.dead(3);
    pass(0);
    election.leads(2);
    election.asked(false, -1);
    pass(10 * TURN_MS);
    assertThat(stood).containsExactly(0L);
  }

  /** All are connected but the last, which led, as soon as that is noticed. */
  private final class Survivors implements Ensemble {
    private final int self;
    private final int count;

    Survivors(int self, int count) {
      this.self = self;
      this.count = count;
    }

    @Override
    public Standing standing() {
      return new Standing(Standing.Role.LOOKING, 0, 7);
    }

    @Override
    public List<Member> members() {
      return IntStream.rangeClosed(1, count)
          .mapToObj(id -> new Member(id, true, List.of()))
          .toList();
    }

    @Override
    public void whereabouts(List<Member> members) {}

    @Override
    public Set<Integer> connected() {
      Set<Integer> others = new TreeSet<>();
      IntStream.rangeClosed(1, noticed ? count - 1 : count)
          .filter(id -> id != self)
          .forEach(others::add);
      return others;
    }

    @Override
    public void tellLeader(ByteBuffer note) {}

    @Override
    public CompletionStage<Void> change(List<Member> next) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> handLeadershipTo(int member) {
      return new CompletableFuture<>();
    }
  }
}
