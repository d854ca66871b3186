package io.paddock.recipes.stage;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a stage plays on: a server or an ensemble. Others than the usual one are found as a service.
 *
 * <p>Thread: one at a time.
 */
public interface StageServer extends AutoCloseable {
  /** Where clients connect; any of them will do. */
  List<InetSocketAddress> addresses();

  /** Whether it is that of other stages too, so that each has to keep to a subtree. */
  boolean isShared();

  /** Stops the server, or the leader of an ensemble; the data stays. */
  void stop();

  /** Starts again what was stopped, and waits until it serves. */
  void startAgain();

  /** Whether nothing is stopped. */
  boolean isRunning();

  /** Stops the server and starts it again on the same port and data. */
  default void restart() {
    stop();
    startAgain();
  }

  @Override
  void close();

  /** Where another server comes from. */
  interface Source {
    /** The server for one more stage. */
    StageServer server();
  }
}
