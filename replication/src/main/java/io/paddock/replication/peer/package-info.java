/**
 * Messages between the members of an ensemble: who is reachable, and frames to and from them.
 *
 * <p>Enters: the members' addresses, frames to send. Leaves: frames received, members coming and
 * going. Never: a type of the engine, a decision about a frame's content.
 */
@NullMarked
package io.paddock.replication.peer;

import org.jspecify.annotations.NullMarked;
