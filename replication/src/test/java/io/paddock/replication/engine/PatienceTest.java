package io.paddock.replication.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.option.NodeOptions;
import io.paddock.replication.ledger.Ensemble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By a clock of the test's own, but for one in a real ensemble. */
class PatienceTest {
  private static final int SILENCE_MS = 400;
  private static final int LASTING_MS = Patience.LASTING * SILENCE_MS;

  private record Due(long ms, int order, Runnable task) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::ms).thenComparingInt(Due::order));
  private final List<Integer> told = new ArrayList<>();
  private long nowMs;
  private int orders;
  private final Patience patience =
      new Patience(
          SILENCE_MS,
          (delay, task) -> due.add(new Due(nowMs + delay, orders++, task)),
          told::add,
          () -> nowMs * 1_000_000);

  private void pass(long ms) {
    long until = nowMs + ms;
    while (!due.isEmpty() && due.element().ms() <= until) {
      Due next = due.remove();
      nowMs = next.ms();
      next.task().run();
    }
    nowMs = until;
  }

  private void leaders(long from, long to, long eachMs) {
    for (long term = from; term <= to; term++) {
      patience.leads(term);
      pass(eachMs);
    }
  }

  @Test
  void leaders_that_last_change_nothing() {
    leaders(1, 20, LASTING_MS);

    assertThat(told).isEmpty();
  }

  @Test
  void a_few_that_do_not_last_are_an_accident() {
    leaders(1, Patience.TERMS, 500);
    pass(LASTING_MS);
    leaders(Patience.TERMS + 1, 2 * Patience.TERMS, 500);

    assertThat(told).isEmpty();
  }

  @Test
  void many_that_do_not_last_double_it_up_to_a_limit() {
    leaders(1, 100, 500);

    assertThat(told).containsExactly(2, 4, 8);
  }

  @Test
  void elections_that_nobody_won_count() {
    patience.leads(1);
    pass(500);
    patience.leads(1 + Patience.TERMS);
    pass(0);

    assertThat(told).containsExactly(2);
  }

  @Test
  void the_first_term_that_a_member_hears_of_says_nothing() {
    patience.leads(70);
    pass(0);

    assertThat(told).isEmpty();
  }

  @Test
  void a_leader_that_lasts_brings_it_back_step_by_step() {
    leaders(1, 100, 500);
    pass(8 * LASTING_MS - 500 - 1);
    assertThat(told).containsExactly(2, 4, 8);
    pass(1);
    assertThat(told).containsExactly(2, 4, 8, 4);
    pass(4 * LASTING_MS + 2 * LASTING_MS);
    assertThat(told).containsExactly(2, 4, 8, 4, 2, 1);
    pass(100 * LASTING_MS);
    assertThat(told).hasSize(6);
  }

  @Test
  @Timeout(60)
  void in_an_ensemble_the_engine_bears_more_and_sends_as_many_heartbeats(@TempDir Path dir)
      throws Exception {
    try (TestEnsemble ensemble = TestEnsemble.of(dir, 3)) {
      ensemble.get(ensemble.awaitLeader()).run(Commands.createZnode("/a", "x"));
      ensemble.awaitAgreement();
      NodeOptions usual = engine(dir, 1);
      int timeoutMs = usual.getElectionTimeoutMs();
      int heartbeats = usual.getRaftOptions().getElectionHeartbeatFactor();

      for (int i = 0; i < Patience.TERMS; i++) {
        int leader = ensemble.awaitLeader();
        Ensemble members = ensemble.get(leader).ledger().ensemble();
        members.handLeadershipTo(leader % 3 + 1).toCompletableFuture().join();
        ensemble.awaitLeaderOtherThan(leader);
      }

      for (int id : ensemble.ids()) {
        NodeOptions engine = engine(dir, id);
        ensemble.await(
            "more patience and as many heartbeats",
            () -> {
              int times = engine.getElectionTimeoutMs() / timeoutMs;
              int factor = engine.getRaftOptions().getElectionHeartbeatFactor();
              return times > 1 && factor == times * heartbeats;
            });
      }
    }
  }

  private static NodeOptions engine(Path dir, int id) throws IOException {
    String group = RaftLedger.groupName(dir.resolve("member-" + id));
    return ((NodeImpl) NodeManager.getInstance().get(group, EngineNames.peer(id))).getOptions();
  }

  @Test
  void news_of_the_same_term_or_an_older_one_is_none() {
    for (int i = 0; i < 50; i++) {
      patience.leads(7);
      patience.leads(6);
      pass(10);
    }

    assertThat(told).isEmpty();
  }
}
