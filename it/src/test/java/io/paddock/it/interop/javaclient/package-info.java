/**
 * Apache ZooKeeper's own Java client against the server process: every call of its API that a
 * server answers.
 *
 * <p>Enters: a server's address. Leaves: nothing, each test keeps to a chroot of its own. Never:
 * uses Paddock's codec, so that a mistake in it cannot hide.
 */
@NullMarked
package io.paddock.it.interop.javaclient;

import org.jspecify.annotations.NullMarked;
