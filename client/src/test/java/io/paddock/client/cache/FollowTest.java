package io.paddock.client.cache;

import io.paddock.client.Await;
import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.fault.FaultyLink;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server, a client that reaches it over a link, and one that changes things behind its back. */
abstract class FollowTest {
  static EmbeddedServer server;
  FaultyLink link;
  Client client;
  Client other;

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
    link = new FaultyLink(server.address());
    other = PaddockClient.connect(server.connectString());
    other.deleteRecursive("/t");
    other.create("/t", null);
    client =
        PaddockClient.builder("127.0.0.1:" + link.port())
            .sessionTimeout(Duration.ofMillis(600))
            .connect();
    client.exists("/");
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    link.close();
  }

  /** Parts the client from the server until it says so itself. */
  void loseSession() throws InterruptedException {
    long before = client.sessionId();
    link.cut();
    Await.until("the session is lost", () -> client.sessionId() != before);
  }
}
