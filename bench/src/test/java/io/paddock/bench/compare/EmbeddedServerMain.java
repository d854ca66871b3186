package io.paddock.bench.compare;

import io.paddock.server.embed.PaddockServer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A server process for tests of the comparison: what {@code ./paddock server zoo.cfg} is otherwise.
 */
final class EmbeddedServerMain {
  private EmbeddedServerMain() {}

  public static void main(String[] args) throws IOException {
    Properties cfg = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      cfg.load(reader);
    }
    PaddockServer server =
        PaddockServer.builder()
            .port(Integer.parseInt(cfg.getProperty("clientPort")))
            .dataDir(Path.of(cfg.getProperty("dataDir")))
            .set("maxClientCnxns", cfg.getProperty("maxClientCnxns"))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.stopped().toCompletableFuture().join();
  }
}
