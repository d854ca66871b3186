package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's leader elections. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class ElectionsTest {
  private final ServerProcess server;
  private final Frameworks frameworks;

  ElectionsTest(ServerProcess server) {
    this.server = server;
    frameworks = new Frameworks(server);
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  @Test
  void a_latch_has_one_leader_and_the_next_one_follows() throws Exception {
    LeaderLatch first = new LeaderLatch(frameworks.connect(), "/latch", "first");
    first.start();
    assertThat(first.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    try (LeaderLatch second = new LeaderLatch(frameworks.connect(), "/latch", "second")) {
      second.start();
      Eventually.holds("both take part", () -> second.getParticipants().size() == 2);
      assertThat(second.getLeader().getId()).isEqualTo("first");
      assertThat(second.hasLeadership()).isFalse();
      first.close();
      assertThat(second.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(second.getLeader().getId()).isEqualTo("second");
    }
  }

  @Test
  void a_leader_whose_session_expires_is_replaced() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), Frameworks.SHORT_SESSION_MS);
      LeaderLatch first = new LeaderLatch(shaky, "/latch", "first");
      first.start();
      assertThat(first.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      LeaderLatch second = new LeaderLatch(frameworks.connect(), "/latch", "second");
      second.start();
      Eventually.holds("both take part", () -> second.getParticipants().size() == 2);
      relay.refuse();
      assertThat(second.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      Eventually.holds("the first one knows", () -> !first.hasLeadership());
      relay.restore();
      Eventually.holds("it stands again", () -> second.getParticipants().size() == 2);
      second.close();
      assertThat(first.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      first.close();
    }
  }

  @Test
  void a_selector_hands_leadership_on_when_the_leader_returns() throws Exception {
    BlockingQueue<String> leaders = new LinkedBlockingQueue<>();
    try (LeaderSelector first = selector("first", leaders);
        LeaderSelector second = selector("second", leaders)) {
      first.start();
      assertThat(leaders.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("first");
      second.start();
      assertThat(leaders.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("second");
    }
  }

  private LeaderSelector selector(String name, BlockingQueue<String> leaders) {
    return new LeaderSelector(
        frameworks.connect(),
        "/selector",
        new LeaderSelectorListenerAdapter() {
          @Override
          public void takeLeadership(CuratorFramework client) {
            leaders.add(name);
          }
        });
  }

  @Test
  void a_selector_that_asks_again_leads_again() throws Exception {
    CountDownLatch turns = new CountDownLatch(6);
    try (LeaderSelector first = counting(turns);
        LeaderSelector second = counting(turns)) {
      first.autoRequeue();
      second.autoRequeue();
      first.start();
      second.start();
      assertThat(turns.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private LeaderSelector counting(CountDownLatch turns) {
    return new LeaderSelector(
        frameworks.connect(),
        "/selector",
        new LeaderSelectorListenerAdapter() {
          @Override
          public void takeLeadership(CuratorFramework client) {
            turns.countDown();
          }
        });
  }
}
