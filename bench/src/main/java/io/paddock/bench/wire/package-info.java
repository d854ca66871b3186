/**
 * Request frames of the ZooKeeper protocol, encoded once and patched in place for every request.
 *
 * <p>Enters: paths, values, a connection's handshake. Leaves: bytes. Never: a socket, a clock, an
 * object for each request.
 */
@NullMarked
package io.paddock.bench.wire;

import org.jspecify.annotations.NullMarked;
