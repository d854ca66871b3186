package io.paddock.cli;

import io.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A server as the command sees it. Thread: any. */
interface ServerProcess extends AutoCloseable {
  /** The address on which clients connect, with the actual port. */
  InetSocketAddress address();

  /** Completes when clients are served: for a member of an ensemble when there is a leader. */
  CompletionStage<Void> serving();

  /** Waits until the server has ended; says why if that was because it could not go on. */
  Optional<String> awaitEnd();

  /** Stops it and waits until its files are closed. May be called more than once. */
  @Override
  void close();

  /** How a server is started. */
  @FunctionalInterface
  interface Start {
    /** Returns when clients can connect. */
    ServerProcess start(ServerConfig config) throws IOException;
  }
}
