/**
 * Paddock's own client against each kind of server: one that stands alone, a follower of an
 * ensemble, Apache ZooKeeper.
 *
 * <p>Enters: a server's address. Leaves: nothing. Never: a server that is not a process of its own.
 */
@NullMarked
package io.paddock.it.interop.ourclient;

import org.jspecify.annotations.NullMarked;
