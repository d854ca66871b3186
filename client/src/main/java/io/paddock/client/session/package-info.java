/**
 * One client's session over all its connections: handshake, pings, time limits, the state that
 * listeners hear of.
 *
 * <p>Enters: calls, frames, the time. Leaves: frames, states, results. Never: blocks, runs user
 * code on its thread.
 */
@NullMarked
package io.paddock.client.session;

import org.jspecify.annotations.NullMarked;
