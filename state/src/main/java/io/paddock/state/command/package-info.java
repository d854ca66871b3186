/**
 * What may happen to the state, what its sender hears, and what watchers may be told.
 *
 * <p>Enters: nothing. Leaves: immutable records. Never: decides anything.
 */
@NullMarked
package io.paddock.state.command;

import org.jspecify.annotations.NullMarked;
