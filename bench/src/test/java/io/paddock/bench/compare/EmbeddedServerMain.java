package io.paddock.bench.compare;

import io.paddock.server.boot.RunningServer;
import io.paddock.server.boot.ServerBoot;
import io.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A server process for tests of the comparison: what {@code ./paddock server zoo.cfg} is otherwise.
 */
final class EmbeddedServerMain {
  private EmbeddedServerMain() {}

  public static void main(String[] args) throws IOException {
    RunningServer server = ServerBoot.start(ServerConfig.builder().file(Path.of(args[0])).build());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.stopped().toCompletableFuture().join();
  }
}
