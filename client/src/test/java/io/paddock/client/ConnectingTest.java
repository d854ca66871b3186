package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Credential;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.Node;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.TlsOptions;
import io.paddock.client.suite.Await;
import io.paddock.client.transport.ClientThreads;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.testgen.tls.TlsFiles;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectingTest {
  /** Of sessions and operations: much is to be sent, and there may be little of the machine. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private final EmbeddedServer server = EmbeddedServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Client patient(PaddockClient.Builder builder) {
    return builder.sessionTimeout(LONG).operationLimit(LONG).connect();
  }

  private static long threadsOf(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  /** How many the server has, in its own words. */
  private int connections() {
    return Integer.parseInt(ask("srvr").replaceFirst("(?s).*Connections: (\\d+).*", "$1"));
  }

  private String ask(String word) {
    try (Socket asking = new Socket(server.address().getAddress(), server.address().getPort())) {
      asking.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      return new String(asking.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void closing_ends_every_thread_and_every_future() {
    Client client = PaddockClient.builder(server.connectString()).name("closing").connect();
    client.ensurePath("/a");
    client.get("/a", event -> {});
    client.addStateListener(state -> {});
    server.stop();
    CompletableFuture<?> waiting = client.async().get("/a", null);
    client.close();

    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ClosedException.class);
    Await.until("all threads have ended", () -> threadsOf("closing") == 0);
  }

  @Test
  void listeners_that_block_stall_neither_the_connection_nor_each_other() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
    try (Client client =
        PaddockClient.builder(server.connectString())
            .sessionTimeout(Duration.ofSeconds(12))
            .connect()) {
      client.ensurePath("/a");
      for (int i = 0; i < 8; i++) {
        client.addStateListener(state -> await(blocked));
        client.get("/a", event -> await(blocked));
      }
      client.addStateListener(states::add);
      BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
      client.get("/a", events::add);
      client.set("/a", Data.of("x"));

      assertThat(events.poll(30, TimeUnit.SECONDS)).isNotNull();
      assertThat(states.poll(30, TimeUnit.SECONDS)).isEqualTo(ConnectionState.CONNECTED);
      Await.until("it says that it lives", () -> ask("cons").contains("lop=PING"));
      assertThat(states).isEmpty();
      blocked.countDown();
    }
  }

  @Test
  void many_events_at_once_take_few_threads() {
    try (Client client = PaddockClient.builder(server.connectString()).name("few").connect()) {
      client.ensurePath("/a");
      CountDownLatch heard = new CountDownLatch(1000);
      for (int i = 0; i < 1000; i++) {
        CompletableFuture<?> unused = client.async().get("/a", event -> heard.countDown());
      }
      client.set("/a", Data.of("x"));
      await(heard);

      assertThat(threadsOf("few")).isLessThan(20);
    }
  }

  @Test
  void more_watches_than_one_frame_holds_come_back() throws Exception {
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    try (Client client = patient(PaddockClient.builder(server.connectString()))) {
      String name = "x".repeat(900);
      client.ensurePath("/w");
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        all.add(client.async().exists("/w/" + i + name, events::add));
      }
      all.add(client.async().watch("/w", AddWatchMode.PERSISTENT_RECURSIVE, events::add));
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
      server.restart();
      for (int i : List.of(0, 777, 1999)) {
        client.create("/w/" + i + name, null);
        WatchEvent made = WatchEvent.of(EventType.NODE_CREATED, "/w/" + i + name);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo(made);
        assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo(made);
      }
    }
  }

  @Test
  void callbacks_can_run_on_an_executor_of_the_program() throws Exception {
    ExecutorService own = Executors.newFixedThreadPool(2, task -> new Thread(task, "own"));
    try (Client client = PaddockClient.builder(server.connectString()).callbacks(own).connect()) {
      CompletableFuture<String> thread = new CompletableFuture<>();
      client.addStateListener(state -> thread.complete(Thread.currentThread().getName()));
      assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("own");
    } finally {
      own.shutdown();
    }
  }

  @Test
  void metrics_hear_of_operations_states_servers_and_events() {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    ClientMetrics metrics =
        new ClientMetrics() {
          @Override
          public void answered(String operation, Duration took, @Nullable Throwable failure) {
            told.add(operation + (failure == null ? "" : " failed"));
          }

          @Override
          public void changed(ConnectionState state) {
            told.add(state.name());
          }

          @Override
          public void connecting(String address) {
            told.add(address);
          }

          @Override
          public void event(int listeners) {
            told.add("events " + listeners);
          }
        };
    try (Client client = PaddockClient.builder(server.connectString()).metrics(metrics).connect()) {
      client.create("/a", null);
      client.get("/a", event -> {});
      client.delete("/a");
      assertThatThrownBy(() -> client.get("/a")).isInstanceOf(RuntimeException.class);
    }
    assertThat(told)
        .contains(server.connectString(), "CONNECTED", "create", "get", "events 1", "get failed");
  }

  @Test
  void other_servers_can_be_named_while_it_runs_and_the_session_moves() throws Exception {
    try (Client client = PaddockClient.connect("127.0.0.1:1")) {
      assertThatThrownBy(() -> client.within(Duration.ofMillis(100)).exists("/"))
          .isInstanceOf(DeadlineException.class);
      client.changeServers(server.connectString());
      assertThat(client.exists("/")).isPresent();
      long session = client.sessionId();
      client.changeServers("localhost:" + server.address().getPort());
      client.create("/e", null, CreateOptions.EPHEMERAL);
      assertThat(client.sessionId()).isEqualTo(session);
      assertThatThrownBy(() -> client.changeServers("h:1/chroot"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_server_that_only_reads_will_do_until_one_that_writes_is_there() throws Exception {
    String real = server.connectString();
    server.stop();
    try (ReadOnlyServer cutOff = new ReadOnlyServer();
        Client client =
            PaddockClient.builder(cutOff.address() + "," + real).readOnlyAllowed().connect()) {
      Await.until(
          "it is at the one that only reads",
          () -> client.state() == ConnectionState.CONNECTED_READ_ONLY);
      assertThat(client.awaitConnected(Duration.ofSeconds(1))).isTrue();
      server.startAgain();

      Await.until("it writes", () -> client.state() == ConnectionState.CONNECTED);
      client.create("/a", null);
    }
  }

  @Test
  void a_client_that_must_write_passes_a_server_that_only_reads() throws Exception {
    try (ReadOnlyServer cutOff = new ReadOnlyServer();
        Client client = PaddockClient.connect(cutOff.address() + "," + server.connectString())) {
      client.create("/a", null);
      assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
    }
  }

  @Test
  void an_encrypted_connection_carries_small_and_large_frames(@TempDir Path dir) throws Exception {
    TlsFiles files = TlsFiles.make(dir, "server", "CN=localhost");
    TlsFiles alice = TlsFiles.make(dir, "alice", "CN=alice");
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("secureClientPort", "0");
    settings.put("secureClientPortAddress", "127.0.0.1");
    settings.put("ssl.keyStore.location", files.file(".p12").toString());
    settings.put("ssl.keyStore.password", TlsFiles.PASSWORD);
    settings.put("ssl.trustStore.location", alice.trust(".p12").toString());
    settings.put("ssl.trustStore.password", TlsFiles.PASSWORD);
    try (EmbeddedServer secure = EmbeddedServer.start(settings)) {
      String address =
          "localhost:" + Objects.requireNonNull(secure.server().secureAddress()).getPort();
      TlsOptions tls = TlsOptions.of(alice.file(".p12"), files.trust(".p12"), TlsFiles.PASSWORD);
      Data large = Data.of(new byte[700_000]);
      try (Client client = patient(PaddockClient.builder(address).tls(tls))) {
        assertThat(client.whoAmI()).contains(new ClientInfo("x509", "CN=alice"));
        client.create("/large", large);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          all.add(client.async().set("/large", large, i));
          all.add(client.async().get("/large", null));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(client.get("/large").data()).isEqualTo(large);
      }
      TlsOptions stranger = TlsOptions.trusting(alice.trust(".p12"), TlsFiles.PASSWORD);
      try (Client client = PaddockClient.builder(address).tls(stranger).connect()) {
        assertThatThrownBy(() -> client.within(Duration.ofMillis(700)).exists("/"))
            .isInstanceOf(DeadlineException.class);
      }
    }
  }

  @Test
  void answers_that_come_faster_than_they_are_read_come_all_and_in_order() throws Exception {
    Data large = Data.of(new byte[700_000]);
    try (Client client = patient(PaddockClient.builder(server.connectString()))) {
      for (int round = 0; round < 5; round++) {
        String path = client.create("/large-", large, CreateOptions.SEQUENTIAL).path();
        List<CompletableFuture<Node>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          CompletableFuture<?> unused = client.async().set(path, large, i);
          all.add(client.async().get(path, null));
        }
        for (int i = 0; i < 20; i++) {
          Node then = all.get(i).get(60, TimeUnit.SECONDS);
          assertThat(then.stat().version()).isEqualTo(i + 1);
        }
        client.delete(path);
      }
    }
  }

  @Test
  void without_the_identity_that_a_server_demands_the_client_gives_up_and_says_so() {
    Map<String, String> settings =
        Map.of("enforce.auth.enabled", "true", "enforce.auth.schemes", "digest");
    try (EmbeddedServer strict = EmbeddedServer.start(settings)) {
      try (Client nobody = PaddockClient.connect(strict.connectString())) {
        assertThatThrownBy(() -> nobody.exists("/"))
            .isInstanceOfSatisfying(
                RefusedException.class,
                refused ->
                    assertThat(refused.error())
                        .isEqualTo(ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH));
        assertThatThrownBy(() -> nobody.exists("/")).isInstanceOf(ClosedException.class);
        Await.until("it has given up", () -> nobody.state() == ConnectionState.CLOSED);
      }
      try (Client bob =
          PaddockClient.builder(strict.connectString())
              .credential(Credential.digest("bob", "secret"))
              .connect()) {
        assertThat(bob.exists("/")).isPresent();
      }
    }
  }

  @Test
  void a_hundred_clients_share_threads_and_leave_none_and_no_socket_behind() {
    int before = connections();
    try (ClientThreads threads = ClientThreads.start("hundred")) {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Client each = PaddockClient.builder(server.connectString()).threads(threads).connect();
        each.addStateListener(state -> {});
        clients.add(each);
      }
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (Client each : clients) {
        all.add(each.async().exists("/", event -> {}));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
      Await.until("each has one connection", () -> connections() == before + 100);
      assertThat(threadsOf("hundred-io")).isEqualTo(1);
      assertThat(threadsOf("hundred")).isLessThan(20);

      clients.remove(0).close();
      assertThat(clients).allMatch(each -> each.exists("/").isPresent());
      clients.forEach(Client::close);
      Await.until("no connection is left", () -> connections() == before);
      assertThat(all).allMatch(CompletableFuture::isDone);
    }
    Await.until("all threads have ended", () -> threadsOf("hundred") == 0);
  }
}
