/**
 * Commands as bytes, for log entries and for the way from one server to another.
 *
 * <p>Enters: commands or bytes. Leaves: the other. Never: frames, checksums, several commands at
 * once.
 */
@NullMarked
package io.paddock.state.codec;

import org.jspecify.annotations.NullMarked;
