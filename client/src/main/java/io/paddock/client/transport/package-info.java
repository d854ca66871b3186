/**
 * Sockets and threads of clients: one selector thread that many clients share, framed connections,
 * a pool for callbacks.
 *
 * <p>Enters: frames to send, tasks. Leaves: frames received, the end of a connection. Never: runs
 * user code on the selector thread, decides about a session.
 */
@NullMarked
package io.paddock.client.transport;

import org.jspecify.annotations.NullMarked;
