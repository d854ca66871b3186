package io.paddock.client.api;

/**
 * Hears of each change of the state, in order, none left out.
 *
 * <p>Thread: one of the client's for listeners, one call at a time. May block, and may use the
 * client's blocking operations.
 */
@FunctionalInterface
public interface StateListener {
  /** The state is now this one. */
  void changed(ConnectionState state);
}
