/**
 * Locks and semaphores over a server: who holds one has a token that only grows, and can make
 * writes fail that come when it is held no longer.
 *
 * <p>Enters: a client, a path. Leaves: holds. Never: says that a lock is held when that is in
 * doubt.
 */
@NullMarked
package io.paddock.recipes.lock;

import org.jspecify.annotations.NullMarked;
