package io.paddock.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.replication.ledger.Standing.Role;
import io.paddock.server.fixture.SharedLog;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FarewellTest {
  private static final Standing LEADS = new Standing(Role.LEADER, 1, 5);
  private static final Standing NOBODY = new Standing(Role.LOOKING, 0, 5);
  private static final Standing FOLLOWS_2 = new Standing(Role.FOLLOWER, 2, 6);
  private static final Standing FOLLOWS_3 = new Standing(Role.FOLLOWER, 3, 6);

  private final Seen ensemble = new Seen();

  @Test
  void it_waits_until_another_leads_and_not_only_until_it_leads_no_more() {
    ensemble.then(20, LEADS).then(50, NOBODY).then(1, FOLLOWS_2);

    Farewell.handOver(ensemble);

    assertThat(ensemble.now).isEqualTo(FOLLOWS_2);
    assertThat(ensemble.asked).containsExactly(2);
  }

  @Test
  void when_one_does_not_take_over_the_next_is_asked_and_the_first_again() {
    ensemble
        .then(3, NOBODY)
        .then(2, LEADS)
        .then(3, NOBODY)
        .then(2, LEADS)
        .then(3, NOBODY)
        .then(1, FOLLOWS_3);

    Farewell.handOver(ensemble);

    assertThat(ensemble.now).isEqualTo(FOLLOWS_3);
    assertThat(ensemble.asked).containsExactly(2, 3, 2);
  }

  @Test
  void nobody_is_waited_for_when_too_few_are_left_to_elect() {
    ensemble.leaveWhen(NOBODY).then(3, NOBODY);

    Farewell.handOver(ensemble);

    assertThat(ensemble.now).isEqualTo(NOBODY);
    assertThat(ensemble.asked).containsExactly(2);
  }

  @Test
  void who_does_not_lead_hands_nothing_over() {
    ensemble.now = FOLLOWS_2;

    Farewell.handOver(ensemble);

    assertThat(ensemble.asked).isEmpty();
  }

  /** Three voters as member 1 sees them: what it sees changes as it looks. */
  private static final class Seen implements Ensemble {
    private final List<Member> members =
        List.of(SharedLog.member(1, true), SharedLog.member(2, true), SharedLog.member(3, true));
    private final Queue<Standing> next = new ArrayDeque<>();
    private final List<Integer> asked = new ArrayList<>();
    private Set<Integer> connected = Set.of(2, 3);
    private @Nullable Standing lonely;
    private Standing now = LEADS;
    private boolean begun;

    Seen then(int looks, Standing seen) {
      for (int i = 0; i < looks; i++) {
        next.add(seen);
      }
      return this;
    }

    /** The others go when this is seen. */
    Seen leaveWhen(Standing seen) {
      lonely = seen;
      return this;
    }

    @Override
    public Standing standing() {
      Standing following = begun ? next.poll() : null;
      now = following == null ? now : following;
      if (now.equals(lonely)) {
        connected = Set.of();
      }
      return now;
    }

    @Override
    public CompletionStage<Void> handLeadershipTo(int member) {
      asked.add(member);
      begun = true;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Member> members() {
      return members;
    }

    @Override
    public Set<Integer> connected() {
      return connected;
    }

    @Override
    public void whereabouts(List<Member> all) {}

    @Override
    public void tellLeader(ByteBuffer note) {}

    @Override
    public CompletionStage<Void> change(List<Member> all) {
      throw new AssertionError("who stops changes no members: " + all);
    }
  }
}
