package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Reconfiguration;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionResults;
import io.paddock.protocol.message.Data;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More of the operations. */
public abstract class MoreOperationsSuite extends ServerSuite {
  protected MoreOperationsSuite(InetSocketAddress server) {
    super(server);
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
  void a_znode_is_set_or_made_with_the_given_options() {
    client.createOrSet("/a/b", Data.of("1"), CreateOptions.EPHEMERAL);
    client.createOrSet("/a/b", Data.of("2"), CreateOptions.EPHEMERAL);

    assertThat(client.get("/a/b").text()).isEqualTo("2");
    assertThat(client.get("/a/b").stat().ephemeralOwner()).isEqualTo(client.sessionId());
  }

  @Test
  void a_task_runs_after_its_time_and_before_those_that_are_due_later() throws Exception {
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    Future<?> late = client.after(Duration.ofHours(1), () -> ran.add("late"));
    long began = System.nanoTime();
    client.after(Duration.ofMillis(30), () -> ran.add("soon")).get(30, TimeUnit.SECONDS);

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    assertThat(ran).containsExactly("soon");
    assertThat(late.cancel(false)).isTrue();
  }

  @Test
  void a_task_that_was_cancelled_before_its_turn_does_not_run() throws Exception {
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    CountDownLatch cancelled = new CountDownLatch(1);
    client.callbacks().execute(() -> WatchSuite.await(cancelled));
    Future<?> never = client.after(Duration.ofMillis(1), () -> ran.add("never"));
    Future<?> then = client.after(Duration.ofMillis(20), () -> ran.add("then"));

    assertThat(never.cancel(false)).isTrue();
    cancelled.countDown();

    then.get(30, TimeUnit.SECONDS);
    assertThat(ran).containsExactly("then");
  }

  @Test
  void a_time_that_never_comes_can_be_waited_for() throws Exception {
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    Future<?> never = client.after(ages, () -> ran.add("never"));
    client.after(Duration.ofMillis(10), () -> ran.add("soon")).get(30, TimeUnit.SECONDS);

    assertThat(ran).containsExactly("soon");
    assertThat(never.cancel(false)).isTrue();
    assertThat(client.awaitConnected(ages)).isTrue();
    assertThat(client.within(ages).exists("/")).isPresent();
  }

  @Test
  void marked_creates_are_neither_lost_nor_doubled_when_connections_drop() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      if (i % 8 == 0) {
        link.resetAll();
      }
      made.add(client.create("/n-", null, CreateOptions.SEQUENTIAL.protectedByMark()).path());
    }
    List<String> there = new ArrayList<>();
    client.children("/").forEach(name -> there.add("/" + name));

    assertThat(made).hasSize(40);
    assertThat(there).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void a_slow_network_is_only_slow() {
    link.delay(Duration.ofMillis(20));
    client.create("/a", Data.of("1"));

    assertThat(client.get("/a").text()).isEqualTo("1");
    assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
  }
}
