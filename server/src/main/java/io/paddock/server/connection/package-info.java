/**
 * One client: its handshake, then its requests, within limits, until it closes or is closed.
 *
 * <p>Enters: decoded frames, the end of the socket. Leaves: a session attached, requests to the
 * pipeline, the response of the handshake. Never: bytes, a socket.
 */
@NullMarked
package io.paddock.server.connection;

import org.jspecify.annotations.NullMarked;
