/**
 * The state machine: a state and a command give the next state.
 *
 * <p>Enters: commands with their stamp. Leaves: the next state, the changes, the outcome. Never:
 * reads a clock, a file, a setting, or anything that two replicas could see differently.
 */
@NullMarked
package io.paddock.state.apply;

import org.jspecify.annotations.NullMarked;
