/**
 * Bytes of the client protocol to messages and back, pure: no sockets, no clock.
 *
 * <p>Enters: arrays of bytes, messages. Leaves: messages, bytes, {@link
 * io.paddock.protocol.codec.ProtocolException}. Never: trusts a length, keeps a reference to the
 * bytes it read.
 */
@NullMarked
package io.paddock.protocol.codec;

import org.jspecify.annotations.NullMarked;
