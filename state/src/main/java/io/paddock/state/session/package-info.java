/**
 * Sessions as part of the state: password, timeout, who is connected where, and the ephemerals.
 *
 * <p>Enters: what a command says of a session. Leaves: the next sessions. Never: measures time,
 * knows a connection.
 */
@NullMarked
package io.paddock.state.session;

import org.jspecify.annotations.NullMarked;
