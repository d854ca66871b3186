/** Tests of the members' network with real sockets. */
@NullMarked
package io.paddock.replication.sockets;

import org.jspecify.annotations.NullMarked;
