/** Tests of the members' network with real sockets. */
@NullMarked
package io.paddock.replication.peer.net;

import org.jspecify.annotations.NullMarked;
