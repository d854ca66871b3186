/**
 * The watches of one client: who is to hear of what, and what a server must be told of after a new
 * connection.
 *
 * <p>Enters: registrations, events of the server. Leaves: calls of listeners. Never: sends, waits.
 */
@NullMarked
package io.paddock.client.watch;

import org.jspecify.annotations.NullMarked;
