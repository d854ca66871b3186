/**
 * Queues: entries that are taken once, by priority, under a lock, or when their time has come.
 *
 * <p>Enters: entries. Leaves: each to one taker. Never: wakes all takers for one entry.
 */
@NullMarked
package io.paddock.recipes.queue;

import org.jspecify.annotations.NullMarked;
