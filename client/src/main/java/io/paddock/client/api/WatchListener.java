package io.paddock.client.api;

import io.paddock.protocol.message.WatchEvent;

/**
 * Hears of changes to what it watches; the paths are those of the client's tree.
 *
 * <p>Thread: one of the client's for listeners, one call at a time. May block, and may use the
 * client's blocking operations.
 */
@FunctionalInterface
public interface WatchListener {
  /** Something happened. */
  void happened(WatchEvent event);
}
