/**
 * The state machine once more, written as plainly as possible, to compare the real one with.
 *
 * <p>Enters: commands. Leaves: outcomes and a map of paths. Never: shares code with what it checks.
 */
@NullMarked
package io.paddock.state.model;

import org.jspecify.annotations.NullMarked;
