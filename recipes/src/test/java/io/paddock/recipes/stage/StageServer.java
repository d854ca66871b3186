package io.paddock.recipes.stage;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What a stage plays on, and no other stage at the same time.
 *
 * <p>Thread: one at a time.
 */
public interface StageServer extends AutoCloseable {
  /** Where clients connect. */
  InetSocketAddress address();

  /**
   * What every path of the stage begins with, without a slash at the end: a server may have been
   * that of other stages before.
   */
  String root();

  /** A timeout of sessions that are not lost by chance, and yet soon when they are to be. */
  Duration shortSession();

  /** Stops it; the data stays. */
  void stop();

  /** Starts what was stopped, and waits until it serves. */
  void startAgain();

  /** Stops it and starts it again on the same port and data. */
  default void restart() {
    stop();
    startAgain();
  }

  @Override
  void close();
}
