package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The Curator framework itself: its conveniences, transactions, retries and connection states. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class FrameworkTest {
  private final ServerProcess server;
  private final Frameworks frameworks;
  private final CuratorFramework client;

  FrameworkTest(ServerProcess server) {
    this.server = server;
    frameworks = new Frameworks(server);
    client = frameworks.connect();
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  @Test
  void missing_parents_are_created_and_whole_subtrees_deleted() throws Exception {
    client.create().creatingParentsIfNeeded().forPath("/a/b/c", "x".getBytes(UTF_8));
    client.create().creatingParentContainersIfNeeded().forPath("/a/d/e");
    assertThat(client.getChildren().forPath("/a")).containsExactlyInAnyOrder("b", "d");
    client.delete().guaranteed().deletingChildrenIfNeeded().forPath("/a");
    assertThat(client.checkExists().forPath("/a")).isNull();
  }

  @Test
  void create_or_set_and_idempotent_writes() throws Exception {
    client.create().orSetData().forPath("/a", "1".getBytes(UTF_8));
    client.create().orSetData().forPath("/a", "2".getBytes(UTF_8));
    client.create().idempotent().forPath("/b", "same".getBytes(UTF_8));
    Stat stat = new Stat();
    assertThat(client.getData().storingStatIn(stat).forPath("/a")).asString().isEqualTo("2");
    assertThat(stat.getVersion()).isEqualTo(1);
  }

  @Test
  void a_protected_sequential_node_is_made_once_also_when_the_connection_breaks() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), 30_000);
      shaky.create().forPath("/q");
      for (int i = 0; i < 4; i++) {
        var call =
            frameworks.aside(
                () ->
                    shaky
                        .create()
                        .withProtection()
                        .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                        .forPath("/q/n-"));
        relay.cut();
        assertThat(Frameworks.resultOf(call)).contains("_c_").contains("n-");
      }
      assertThat(client.getChildren().forPath("/q")).hasSize(4);
    }
  }

  @Test
  void a_transaction_is_all_or_nothing() throws Exception {
    List<CuratorTransactionResult> results =
        client
            .transaction()
            .forOperations(
                client.transactionOp().create().forPath("/t", "1".getBytes(UTF_8)),
                client.transactionOp().setData().forPath("/t", "2".getBytes(UTF_8)),
                client.transactionOp().create().withMode(CreateMode.EPHEMERAL).forPath("/e"));
    assertThat(results).extracting(CuratorTransactionResult::getForPath).contains("/t", "/e");

    CuratorOp good = client.transactionOp().create().forPath("/u");
    CuratorOp bad = client.transactionOp().check().withVersion(7).forPath("/t");
    assertThatThrownBy(() -> client.transaction().forOperations(good, bad))
        .isInstanceOf(KeeperException.BadVersionException.class);
    assertThat(client.checkExists().forPath("/u")).isNull();
  }

  @Test
  void background_calls_are_answered_in_order() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    for (int i = 0; i < 50; i++) {
      client
          .create()
          .withMode(CreateMode.PERSISTENT)
          .inBackground((framework, event) -> answers.add(event.getResultCode() + event.getPath()))
          .forPath("/n" + i);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(answers.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("0/n" + i);
    }
  }

  @Test
  void watchers_are_set_and_removed_through_the_framework() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    client
        .watchers()
        .add()
        .withMode(AddWatchMode.PERSISTENT_RECURSIVE)
        .usingWatcher((Watcher) event -> events.add(event.getType() + " " + event.getPath()))
        .forPath("/w");
    client.create().forPath("/w");
    assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("NodeCreated /w");
    client.watchers().removeAll().forPath("/w");
    assertThat(events.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("PersistentWatchRemoved /w");
  }

  @Test
  void calls_are_retried_until_the_server_is_back() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), 30_000);
      relay.refuse();
      var call = frameworks.aside(() -> shaky.create().forPath("/late"));
      relay.restore();
      assertThat(Frameworks.resultOf(call)).isEqualTo("/late");
    }
  }

  @Test
  void connection_states_tell_what_has_happened() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), Frameworks.SHORT_SESSION_MS);
      BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
      shaky
          .getConnectionStateListenable()
          .addListener(
              (framework, state) -> {
                // The first one may have been told already or not.
                if (state != ConnectionState.CONNECTED) {
                  states.add(state);
                }
              });
      relay.refuse();
      assertThat(states.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(ConnectionState.SUSPENDED);
      assertThat(states.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(ConnectionState.LOST);
      relay.restore();
      assertThat(states.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(ConnectionState.RECONNECTED);
      assertThat(shaky.checkExists().forPath("/")).isNotNull();
    }
  }

  @Test
  void nodes_with_a_time_to_live_go() throws Exception {
    client.create().withTtl(100).withMode(CreateMode.PERSISTENT_WITH_TTL).forPath("/ttl");
    Eventually.holds("it is deleted", () -> client.checkExists().forPath("/ttl") == null);
  }
}
