package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionLossException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Happened;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Reconfiguration;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.RetryPolicy;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionResults;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoreOperationsTest {
  private static EmbeddedServer server;
  private Client client;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    try (Client root = PaddockClient.connect(server.connectString())) {
      root.deleteRecursive("/t");
      root.create("/t", null);
    }
    client = PaddockClient.connect(server.connectString() + "/t");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void reads_together_have_a_result_each() {
    client.create("/a", Data.of("1"));
    ReadResults results = client.read(Reads.EMPTY.get("/a").children("/").get("/missing"));

    assertThat(results.node(0).text()).isEqualTo("1");
    assertThat(results.node(0).path()).isEqualTo("/a");
    assertThat(results.children(1)).containsExactly("a");
    assertThatThrownBy(() -> results.node(2))
        .isInstanceOf(NoNodeException.class)
        .hasMessageContaining("/missing");
    assertThatThrownBy(() -> results.node(1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(client.read(Reads.EMPTY)).isEmpty();
  }

  @Test
  void the_results_of_a_transaction_have_types() {
    TransactionResults results =
        client.commit(
            Transaction.EMPTY
                .create("/n-", Data.of("1"), CreateOptions.SEQUENTIAL)
                .set("/", Data.of("x"), -1)
                .check("/", -1));

    assertThat(results.created(0).path()).isEqualTo("/n-0000000000");
    assertThat(results.stat(0).czxid()).isEqualTo(results.stat(1).mzxid());
    assertThat(results).hasSize(3);
    assertThatThrownBy(() -> results.created(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_configuration_is_read_whatever_the_chroot() {
    assertThat(client.config().path()).isEqualTo("/zookeeper/config");
  }

  @Test
  void a_server_that_stands_alone_refuses_another_configuration() {
    assertThatThrownBy(() -> client.reconfig(Reconfiguration.leaving(7).ifVersionIs(1)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void watches_can_be_looked_at_and_removed() {
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    client.get("/", events::add);
    client.watch("/", AddWatchMode.PERSISTENT_RECURSIVE, events::add);
    assertThat(client.isWatched("/", WatcherType.DATA)).isTrue();
    assertThat(client.isWatched("/", WatcherType.CHILDREN)).isFalse();
    assertThat(client.isWatched("/", WatcherType.PERSISTENT_RECURSIVE)).isTrue();

    client.unwatchAll("/", WatcherType.DATA);
    client.unwatchAll("/", WatcherType.PERSISTENT_RECURSIVE);
    client.unwatchAll("/", WatcherType.CHILDREN);
    assertThat(client.isWatched("/", WatcherType.DATA)).isFalse();
    client.set("/", Data.of("x"));
    client.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void a_znode_is_set_or_made_with_the_given_options() {
    client.createOrSet("/a/b", Data.of("1"), CreateOptions.EPHEMERAL);
    client.createOrSet("/a/b", Data.of("2"), CreateOptions.EPHEMERAL);

    assertThat(client.get("/a/b").text()).isEqualTo("2");
    assertThat(client.get("/a/b").stat().ephemeralOwner()).isEqualTo(client.sessionId());
  }

  @Test
  void a_session_can_be_taken_over() {
    Created made = client.create("/e", null, CreateOptions.EPHEMERAL);
    try (Client next =
        PaddockClient.builder(server.connectString() + "/t")
            .session(client.sessionKey())
            .connect()) {
      assertThat(next.get("/e").stat().ephemeralOwner()).isEqualTo(made.stat().ephemeralOwner());
      assertThat(next.sessionId()).isEqualTo(made.stat().ephemeralOwner());
      assertThat(next.sessionKey().toString())
          .isEqualTo("SessionKey[0x" + Long.toHexString(next.sessionId()) + "]");
    }
  }

  @Test
  void work_is_done_again_after_a_lost_connection_as_often_as_the_policy_says() throws Exception {
    List<Integer> tries = new ArrayList<>();
    RetryPolicy policy = RetryPolicy.times(2, Duration.ofMillis(1));
    String done =
        policy.call(
            () -> {
              tries.add(1);
              if (tries.size() < 3) {
                throw new ConnectionLossException("get", "/a", Happened.NO, "planted");
              }
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThatThrownBy(
            () ->
                policy.call(
                    () -> {
                      throw new ConnectionLossException("get", "/a", Happened.NO, "planted");
                    }))
        .isInstanceOf(ConnectionLossException.class);
  }

  @Test
  void policies_keep_to_their_bounds() {
    RetryPolicy policy =
        RetryPolicy.doubling(5, Duration.ofMillis(100), Duration.ofMillis(500))
            .jittered(0.4)
            .within(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      assertThat(policy.delay(2, Duration.ZERO).orElseThrow())
          .isBetween(Duration.ofMillis(200), Duration.ofMillis(280));
      assertThat(policy.delay(5, Duration.ZERO).orElseThrow())
          .isBetween(Duration.ofMillis(500), Duration.ofMillis(700));
    }
    assertThat(policy.delay(6, Duration.ZERO)).isEmpty();
    assertThat(policy.delay(5, Duration.ofMillis(600))).isEmpty();
    assertThat(RetryPolicy.forever(Duration.ofMillis(1)).delay(1000, Duration.ofDays(1)))
        .isPresent();
    assertThatThrownBy(() -> policy.jittered(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_task_runs_after_its_time_unless_it_is_cancelled() throws Exception {
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    Future<?> second = client.after(Duration.ofMillis(30), () -> ran.add("second"));
    client.after(Duration.ofMillis(20), () -> ran.add("never")).cancel(false);
    Future<?> first = client.after(Duration.ofMillis(10), () -> ran.add("first"));
    first.get(20, TimeUnit.SECONDS);
    second.get(20, TimeUnit.SECONDS);

    assertThat(ran).containsExactly("first", "second");
  }
}
