/**
 * One event loop's way along the commit chain: of each commit first the events, then the replies.
 *
 * <p>Enters: commits. Leaves: events to watchers, word to those who wait for a commit. Never: a
 * request, a socket.
 */
@NullMarked
package io.paddock.server.loop;

import org.jspecify.annotations.NullMarked;
