/**
 * What clients see of the members of an ensemble, in one process, through the bare protocol.
 *
 * <p>Enters: embedded members on real ports. Leaves: nothing. Never: a process, a fault of the disk
 * or the network.
 */
@NullMarked
package io.paddock.it.member;

import org.jspecify.annotations.NullMarked;
