/**
 * A state as a stream of bytes, and back.
 *
 * <p>Enters: a state, a stream. Leaves: the other. Never: opens, names or syncs a file.
 */
@NullMarked
package io.paddock.state.snapshot;

import org.jspecify.annotations.NullMarked;
