package io.paddock.recipes.stage;

import io.paddock.testkit.embedded.EmbeddedServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** A server in this process, for one stage. */
final class OwnServer implements StageServer {
  private final EmbeddedServer server =
      EmbeddedServer.start(
          Map.of("extendedTypesEnabled", "true", "znode.container.checkIntervalMs", "100"));
  private final InetSocketAddress address = server.address();

  @Override
  public List<InetSocketAddress> addresses() {
    return List.of(address);
  }

  @Override
  public boolean isShared() {
    return false;
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
  public boolean isRunning() {
    return server.isRunning();
  }

  @Override
  public void close() {
    server.close();
  }
}
