/**
 * What comes over the socket, right and wrong, against a real server: frames, handshakes, limits,
 * closes.
 *
 * <p>Enters: bytes. Leaves: a verdict. Never: a client library.
 */
@NullMarked
package io.paddock.it.wire;

import org.jspecify.annotations.NullMarked;
