/**
 * Znodes that are kept there while their owner lives, whatever happens to them.
 *
 * <p>Enters: a path, data. Leaves: nothing. Never: keeps what its owner has closed.
 */
@NullMarked
package io.paddock.recipes.node;

import org.jspecify.annotations.NullMarked;
