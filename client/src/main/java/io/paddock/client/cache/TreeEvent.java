package io.paddock.client.cache;

import io.paddock.client.api.Node;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TreeCache} tells.
 *
 * @param type what happened
 * @param node the znode as it is now, for NODE_REMOVED as it was last; null for the other types
 */
public record TreeEvent(Type type, @Nullable Node node) {
  /** What can happen, named as Kazoo does. */
  public enum Type {
    NODE_ADDED,
    NODE_UPDATED,
    NODE_REMOVED,
    CONNECTION_SUSPENDED,
    CONNECTION_RECONNECTED,
    CONNECTION_LOST,
    /** All that was there at the start has been told. */
    INITIALIZED
  }
}
