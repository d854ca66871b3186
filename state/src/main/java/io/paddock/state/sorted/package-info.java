/**
 * An immutable sorted set that shares what did not change with the one it was made from.
 *
 * <p>Enters: elements and their order. Leaves: sets. Never: knows what the elements are.
 */
@NullMarked
package io.paddock.state.sorted;

import org.jspecify.annotations.NullMarked;
