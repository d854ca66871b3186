/**
 * The members' network on TCP and TLS.
 *
 * <p>Enters: where this member listens, whom it may talk to. Leaves: what {@code replication.peer}
 * says. Never: a type of the engine, a frame from somebody who has not said who he is.
 */
@NullMarked
package io.paddock.replication.sockets;

import org.jspecify.annotations.NullMarked;
