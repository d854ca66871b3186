package io.paddock.client.suite;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;

/** As {@link ServerSuite}, with a znode {@code /t} that is followed. */
public abstract class FollowSuite extends ServerSuite {
  FollowSuite(InetSocketAddress server) {
    super(server);
  }

  @BeforeEach
  void make_what_is_followed() {
    other.create("/t", null);
    client.sync("/");
  }

  /** A new session of the client, of which it has heard when this returns. */
  final void takeAnotherSession() {
    long lost = client.sessionId();
    loseSession();
    reconnect(lost);
  }
}
