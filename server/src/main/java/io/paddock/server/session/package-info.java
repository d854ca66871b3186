/**
 * When sessions begin and end: ids, when each was last heard from, expiry, and the clean-up of idle
 * znodes that goes by the same clock.
 *
 * <p>Enters: signs of life, the newest state. Leaves: commands that end sessions and delete idle
 * znodes. Never: a connection, a reply.
 */
@NullMarked
package io.paddock.server.session;

import org.jspecify.annotations.NullMarked;
