package io.paddock.client.watch;

import io.paddock.client.api.WatchListener;

/**
 * That a listener wants to hear of a path, if the request that says so to the server is answered
 * well.
 *
 * @param path in the client's tree
 * @param missing whether it also holds for a znode that is not there, as that of exists
 */
public record Wish(WishKind kind, String path, WatchListener listener, boolean missing) {}
