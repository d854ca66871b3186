package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.SessionKey;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.testkit.fault.FaultyLink;
import io.paddock.testkit.script.WireClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A server, a client that reaches it over a link, and one that changes things behind its back. Both
 * see a subtree of the test's own as the root.
 */
public abstract class ServerSuite {
  /** Far longer than anything takes. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of the client's session: it outlives a pause of any process or thread of some seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  final InetSocketAddress server;
  final FaultyLink link;
  final Client other;
  final Client client;

  /** What {@code events::add} as a listener has heard. */
  final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

  private final String room = "/suite-" + UUID.randomUUID();
  private final List<Client> more = new ArrayList<>();

  ServerSuite(InetSocketAddress server) {
    this.server = server;
    this.link = new FaultyLink(server);
    this.other = PaddockClient.connect(straight(""));
    this.client = overLink(TIMEOUT);
  }

  /** A connect string without the link; {@code below} comes after the test's own root. */
  final String straight(String below) {
    return "127.0.0.1:" + server.getPort() + room + below;
  }

  /** One more client over the link; it is closed after the test. */
  final Client overLink(Duration timeout) {
    Client one =
        PaddockClient.builder("127.0.0.1:" + link.port() + room).sessionTimeout(timeout).connect();
    more.add(one);
    return one;
  }

  @BeforeEach
  void make_a_root() {
    other.create("/", null);
    client.sync("/");
    client.exists("/");
  }

  @AfterEach
  void end() {
    more.forEach(Client::close);
    try (Client root = PaddockClient.connect("127.0.0.1:" + server.getPort())) {
      root.deleteRecursive(room);
    }
    other.close();
    link.close();
  }

  final void expect(EventType type, String path) throws InterruptedException {
    assertThat(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(WatchEvent.of(type, path));
  }

  /** Parts the client from the server and has its session ended there. */
  final void loseSession() {
    SessionKey key = client.sessionKey();
    link.cut();
    WireClient.endSession(server, key.id(), key.password());
    other.sync("/");
  }

  /** Lets the client through again, and waits until it has another session than this one. */
  final void reconnect(long lost) {
    link.heal();
    Await.until("a new session", () -> client.sessionId() != 0 && client.sessionId() != lost);
  }
}
