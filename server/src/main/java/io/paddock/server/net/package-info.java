/**
 * Sockets: accepting, reading, frames, writing, closing. The only package that knows Netty.
 *
 * <p>Enters: bytes from clients, answers from their connections. Leaves: decoded frames to the
 * connections, bytes to the clients. Never: a decision about a request.
 */
@NullMarked
package io.paddock.server.net;

import org.jspecify.annotations.NullMarked;
