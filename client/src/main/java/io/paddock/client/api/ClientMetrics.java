package io.paddock.client.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what a client does, for the figures of a program.
 *
 * <p>Thread: the client's selector thread; must not block or use the client.
 */
public interface ClientMetrics {
  /** Takes no notice. */
  ClientMetrics NONE = new ClientMetrics() {};

  /**
   * A request has been answered or has failed.
   *
   * @param operation as in {@link ClientException#operation}
   * @param took since the call, retries and waiting for a connection included
   * @param failure null if it went well
   */
  default void answered(String operation, Duration took, @Nullable Throwable failure) {}

  /** The state has changed. */
  default void changed(ConnectionState state) {}

  /** A connection is about to be made. */
  default void connecting(String server) {}

  /** A watch event has come, for so many listeners. */
  default void event(int listeners) {}
}
