/**
 * What is kept up to date by itself: the data or children of one znode, or a whole subtree in
 * memory.
 *
 * <p>Enters: a client, a path, a listener. Leaves: one call at the start and one for each change
 * that is seen, in order. Never: sends anything but through the client, blocks a thread of the
 * client's but with the listener.
 */
@NullMarked
package io.paddock.client.cache;

import org.jspecify.annotations.NullMarked;
