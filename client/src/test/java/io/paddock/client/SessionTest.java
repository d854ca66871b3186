package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Watching;
import io.paddock.client.transport.ClientThreads;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final EmbeddedServer server = EmbeddedServer.start();
  private final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private Client connect(Duration timeout) {
    Client client = PaddockClient.builder(server.connectString()).sessionTimeout(timeout).connect();
    client.addStateListener(states::add);
    return client;
  }

  private void expect(ConnectionState state) throws InterruptedException {
    assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(state);
  }

  private void expect(EventType type, String path) throws InterruptedException {
    assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(WatchEvent.of(type, path));
  }

  @Test
  void the_session_outlives_a_restart_of_the_server() throws InterruptedException {
    try (Client client = connect(Duration.ofSeconds(20))) {
      expect(ConnectionState.LOST);
      expect(ConnectionState.CONNECTED);
      client.create("/e", null, CreateOptions.EPHEMERAL);
      long session = client.sessionId();

      server.stop();
      expect(ConnectionState.SUSPENDED);
      server.startAgain();

      expect(ConnectionState.CONNECTED);
      assertThat(client.sessionId()).isEqualTo(session);
      assertThat(client.exists("/e").orElseThrow().ephemeralOwner()).isEqualTo(session);
    }
    expect(ConnectionState.CLOSED);
    assertThat(states).isEmpty();
  }

  @Test
  void restarts_of_the_server_fail_no_call_and_each_is_done_once_and_in_order() throws Exception {
    try (Client client = connect(Duration.ofSeconds(20))) {
      client.create("/n", null);
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Integer> written =
          CompletableFuture.supplyAsync(() -> writeUntil(enough, client.async()));

      for (int i = 0; i < 3; i++) {
        server.restart();
        client.get("/n");
      }
      enough.set(true);

      int writes = written.get(30, TimeUnit.SECONDS);
      assertThat(client.exists("/n").orElseThrow().version()).isEqualTo(writes);
    }
  }

  /** Each write wants the version that the one before it makes. */
  private static int writeUntil(AtomicBoolean enough, AsyncClient client) {
    ArrayDeque<CompletableFuture<?>> outstanding = new ArrayDeque<>();
    int writes = 0;
    while (!enough.get()) {
      outstanding.add(client.set("/n", null, writes++));
      if (outstanding.size() == 50) {
        outstanding.remove().join();
      }
    }
    outstanding.forEach(CompletableFuture::join);
    return writes;
  }

  @Test
  void without_a_server_the_session_is_lost_by_the_clients_own_clock_and_made_again()
      throws InterruptedException {
    try (Client client = connect(Duration.ofMillis(500))) {
      expect(ConnectionState.LOST);
      expect(ConnectionState.CONNECTED);
      long session = client.sessionId();
      server.stop();
      expect(ConnectionState.SUSPENDED);
      expect(ConnectionState.LOST);

      server.startAgain();

      expect(ConnectionState.CONNECTED);
      assertThat(client.sessionId()).isNotEqualTo(session);
    }
  }

  @Test
  void watches_stand_again_after_a_restart_and_tell_what_was_missed() throws InterruptedException {
    try (Client client = connect(Duration.ofSeconds(20))) {
      client.ensurePath("/a");
      client.get("/a", events::add);
      client.exists("/b", events::add);
      client.children("/", events::add);
      server.restart();

      client.set("/a", Data.of("x"));
      expect(EventType.NODE_DATA_CHANGED, "/a");
      client.create("/b", null);
      assertThat(List.of(events.poll(20, TimeUnit.SECONDS), events.poll(20, TimeUnit.SECONDS)))
          .containsExactlyInAnyOrder(
              WatchEvent.of(EventType.NODE_CREATED, "/b"),
              WatchEvent.of(EventType.NODE_CHILDREN_CHANGED, "/"));
    }
  }

  @Test
  void a_recursive_watch_stands_until_it_is_closed() throws InterruptedException {
    try (Client client = connect(Duration.ofSeconds(20))) {
      client.ensurePath("/a");
      Watching watching = client.watch("/a", AddWatchMode.PERSISTENT_RECURSIVE, events::add);
      client.create("/a/b", null);
      expect(EventType.NODE_CREATED, "/a/b");
      server.restart();
      client.delete("/a/b");
      expect(EventType.NODE_DELETED, "/a/b");

      watching.close();
      client.create("/a/c", null);
      client.exists("/a/c");
      client.get("/a/c", events::add);
      client.set("/a/c", null);
      expect(EventType.NODE_DATA_CHANGED, "/a/c");
      assertThat(events).isEmpty();
    }
  }

  @Test
  void a_listener_may_block_and_use_the_client() throws InterruptedException {
    try (Client client = connect(Duration.ofSeconds(20))) {
      client.ensurePath("/a");
      BlockingQueue<String> read = new LinkedBlockingQueue<>();
      client.get("/a", event -> read.add(client.get("/a").text()));

      client.set("/a", Data.of("x"));

      assertThat(read.poll(20, TimeUnit.SECONDS)).isEqualTo("x");
    }
  }

  @Test
  void an_idle_client_keeps_its_session() throws InterruptedException {
    try (Client client = connect(Duration.ofMillis(400))) {
      expect(ConnectionState.LOST);
      expect(ConnectionState.CONNECTED);

      assertThat(states.poll(1500, TimeUnit.MILLISECONDS)).isNull();
      assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
    }
  }

  @Test
  void clients_share_threads_and_a_closed_one_leaves_the_others() {
    try (ClientThreads threads = ClientThreads.start("shared")) {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        clients.add(PaddockClient.builder(server.connectString()).threads(threads).connect());
      }
      clients.forEach(each -> each.ensurePath("/a"));
      assertThat(threadsOf("shared-io")).isEqualTo(1);
      clients.remove(0).close();

      assertThat(clients).allMatch(each -> each.exists("/a").isPresent());
      clients.forEach(Client::close);
    }
    assertThat(threadsOf("shared-io")).isZero();
  }

  private static long threadsOf(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }
}
