package io.paddock.client.cache;

import io.paddock.client.api.Node;

/**
 * Hears what happens in a cache: first of each znode that is there, then that this was all, then of
 * each change. A parent is told of before its children; it goes after them.
 *
 * <p>Thread: the cache's lane, one call at a time. May block and may use the client and the cache,
 * which shows the state of this call.
 */
public interface CacheListener {
  /** A znode is there. */
  default void created(Node node) {}

  /** A znode has other data. */
  default void changed(Node before, Node now) {}

  /** A znode is gone; one that was made anew under the same path is created after this. */
  default void deleted(Node last) {}

  /** All that was there at the start has been told. */
  default void initialized() {}
}
