package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.protocol.message.EventType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sessions, over lost connections and beyond their end. */
public abstract class SessionSuite extends ServerSuite {
  private final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();

  protected SessionSuite(InetSocketAddress server) {
    super(server);
  }

  private void expect(ConnectionState... expected) throws InterruptedException {
    for (ConnectionState each : expected) {
      assertThat(states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(each);
    }
  }

  @Test
  void the_session_and_what_hangs_on_it_outlive_the_connection() throws InterruptedException {
    client.addStateListener(states::add);
    client.create("/e", null, CreateOptions.EPHEMERAL);
    client.get("/e", events::add);
    long session = client.sessionId();
    link.cut();
    expect(ConnectionState.CONNECTED, ConnectionState.SUSPENDED);
    link.heal();
    expect(ConnectionState.CONNECTED);

    assertThat(client.sessionId()).isEqualTo(session);
    assertThat(client.exists("/e").orElseThrow().ephemeralOwner()).isEqualTo(session);
    other.set("/e", null);
    expect(EventType.NODE_DATA_CHANGED, "/e");
    client.close();
    expect(ConnectionState.CLOSED);
    assertThat(states).isEmpty();
    other.sync("/");
    assertThat(other.exists("/e")).isEmpty();
  }

  @Test
  void without_a_server_the_session_is_lost_by_the_clients_own_clock_and_made_again()
      throws InterruptedException {
    Client brief = overLink(Duration.ofMillis(500));
    brief.exists("/");
    brief.addStateListener(states::add);
    long session = brief.sessionId();
    link.cut();
    expect(ConnectionState.CONNECTED, ConnectionState.SUSPENDED, ConnectionState.LOST);
    link.heal();
    expect(ConnectionState.CONNECTED);
    assertThat(brief.sessionId()).isNotEqualTo(session);
  }

  @Test
  void a_session_that_the_server_has_ended_is_made_anew_with_its_watches()
      throws InterruptedException {
    client.create("/e", null, CreateOptions.EPHEMERAL);
    client.exists("/later", events::add);
    client.addStateListener(states::add);
    long lost = client.sessionId();
    loseSession();
    reconnect(lost);

    expect(
        ConnectionState.CONNECTED,
        ConnectionState.SUSPENDED,
        ConnectionState.LOST,
        ConnectionState.CONNECTED);
    assertThat(client.exists("/e")).isEmpty();
    client.create("/later", null);
    expect(EventType.NODE_CREATED, "/later");
  }

  @Test
  void a_session_can_be_taken_over() {
    client.create("/e", null, CreateOptions.EPHEMERAL);
    try (Client next = PaddockClient.builder(straight("")).session(client.sessionKey()).connect()) {
      assertThat(next.get("/e").stat().ephemeralOwner()).isEqualTo(next.sessionId());
      assertThat(next.sessionId()).isEqualTo(client.sessionKey().id());
      assertThat(next.sessionKey().toString())
          .isEqualTo("SessionKey[0x" + Long.toHexString(next.sessionId()) + "]");
    }
  }
}
