/**
 * Barriers: many wait for one, or all for each other.
 *
 * <p>Enters: a client, a path. Leaves: those who waited, at the right moment. Never: loses a
 * wake-up.
 */
@NullMarked
package io.paddock.recipes.barrier;

import org.jspecify.annotations.NullMarked;
