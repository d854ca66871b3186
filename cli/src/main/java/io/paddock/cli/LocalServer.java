package io.paddock.cli;

import io.paddock.server.boot.RunningServer;
import io.paddock.server.boot.ServerBoot;
import io.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A server in this process. Thread: any. */
final class LocalServer implements ServerProcess {
  private final RunningServer running;

  private LocalServer(RunningServer running) {
    this.running = running;
  }

  static ServerProcess start(ServerConfig config) throws IOException {
    return new LocalServer(ServerBoot.start(config));
  }

  @Override
  public InetSocketAddress address() {
    return running.address();
  }

  @Override
  public CompletionStage<Void> serving() {
    return running.serving();
  }

  @Override
  public Optional<String> awaitEnd() {
    return running.stopped().toCompletableFuture().join();
  }

  @Override
  public void close() {
    running.close();
  }
}
