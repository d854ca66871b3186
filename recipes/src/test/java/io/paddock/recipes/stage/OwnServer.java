package io.paddock.recipes.stage;

import io.paddock.testkit.embedded.EmbeddedServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** A server in this process, for one stage. */
final class OwnServer implements StageServer {
  private final EmbeddedServer server =
      EmbeddedServer.start(
          Map.of("extendedTypesEnabled", "true", "znode.container.checkIntervalMs", "100"));
  private final InetSocketAddress address = server.address();

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public String root() {
    return "";
  }

  @Override
  public Duration shortSession() {
    return Duration.ofMillis(900);
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void startAgain() {
    server.startAgain();
  }

  @Override
  public void close() {
    server.close();
  }
}
