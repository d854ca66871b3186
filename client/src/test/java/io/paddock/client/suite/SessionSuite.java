package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.protocol.message.EventType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Sessions, over lost connections and beyond their end. */
public abstract class SessionSuite extends ServerSuite {
  /** Far longer than the end of a session that was closed takes to be seen. */
  private static final Duration EXPIRED_LATE = Duration.ofSeconds(20);

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
    Client lasting = overLink(EXPIRED_LATE);
    lasting.create("/e", null, CreateOptions.EPHEMERAL);
    lasting.addStateListener(states::add);
    lasting.get("/e", events::add);
    long session = lasting.sessionId();
    link.cut();
    expect(ConnectionState.CONNECTED, ConnectionState.SUSPENDED);
    link.heal();
    expect(ConnectionState.CONNECTED);

    assertThat(lasting.sessionId()).isEqualTo(session);
    assertThat(lasting.exists("/e").orElseThrow().ephemeralOwner()).isEqualTo(session);
    other.set("/e", null);
    expect(EventType.NODE_DATA_CHANGED, "/e");
    lasting.close();
    expect(ConnectionState.CLOSED);
    assertThat(states).isEmpty();
    // A client does not wait for ever for the answer to its good-bye.
    Await.until("its end has come", Duration.ofSeconds(10), () -> other.exists("/e").isEmpty());
  }

  @Test
  void without_a_server_the_session_is_lost_by_the_clients_own_clock_and_made_again()
      throws InterruptedException {
    Client brief = overLink(Duration.ofMillis(500));
    brief.addStateListener(states::add);
    AtomicLong session = new AtomicLong();
    Await.until("it has a session", () -> session.updateAndGet(id -> brief.sessionId()) != 0);
    link.cut();
    // From here on no server can say so.
    Await.until(
        "it has none", () -> brief.state() == ConnectionState.LOST && brief.sessionId() == 0);
    link.heal();
    Await.until("it has one again", () -> brief.sessionId() != 0);

    assertThat(brief.sessionId()).isNotEqualTo(session.get());
    // A session as short as this may have been lost before, too.
    expectLast(
        ConnectionState.CONNECTED,
        ConnectionState.SUSPENDED,
        ConnectionState.LOST,
        ConnectionState.CONNECTED);
  }

  private void expectLast(ConnectionState... last) throws InterruptedException {
    List<ConnectionState> told = new ArrayList<>();
    while (Collections.indexOfSubList(told, List.of(last)) < 0) {
      ConnectionState next = states.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("after %s", told).isNotNull();
      told.add(next);
    }
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
