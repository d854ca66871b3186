package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.AsyncClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Credential;
import io.paddock.client.suite.SessionSuite;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.junit.PaddockExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions with a server in the same process. */
class SessionTest extends SessionSuite {
  @RegisterExtension static final PaddockExtension PADDOCK = new PaddockExtension();

  SessionTest() {
    super(PADDOCK.server().address());
  }

  @Test
  void the_session_and_the_identities_outlive_a_restart_of_the_server() throws Exception {
    BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
    try (EmbeddedServer server = EmbeddedServer.start();
        Client client = PaddockClient.connect(server.connectString())) {
      client.addCredential(Credential.digest("bob", "secret"));
      client.create("/e", null, CreateOptions.EPHEMERAL);
      client.addStateListener(states::add);
      long session = client.sessionId();
      server.restart();

      for (ConnectionState each :
          new ConnectionState[] {
            ConnectionState.CONNECTED, ConnectionState.SUSPENDED, ConnectionState.CONNECTED
          }) {
        assertThat(states.poll(30, TimeUnit.SECONDS)).isEqualTo(each);
      }
      assertThat(client.exists("/e").orElseThrow().ephemeralOwner()).isEqualTo(session);
      assertThat(client.whoAmI()).contains(new ClientInfo("digest", "bob"));
    }
  }

  @Test
  void an_idle_client_keeps_its_session() throws Exception {
    BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
    try (Client idle =
        PaddockClient.builder(PADDOCK.connectString())
            .sessionTimeout(Duration.ofSeconds(5))
            .connect()) {
      idle.exists("/");
      long session = idle.sessionId();
      idle.addStateListener(states::add);

      assertThat(states.poll(30, TimeUnit.SECONDS)).isEqualTo(ConnectionState.CONNECTED);
      states.poll(7, TimeUnit.SECONDS); // So long that the session has ended if it was silent.
      idle.exists("/");
      assertThat(idle.sessionId()).isEqualTo(session);
    }
  }

  @Test
  void restarts_of_the_server_fail_no_call_and_each_is_done_once_and_in_order() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start();
        Client client =
            PaddockClient.builder(server.connectString())
                .sessionTimeout(Duration.ofSeconds(20))
                .connect()) {
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
}
