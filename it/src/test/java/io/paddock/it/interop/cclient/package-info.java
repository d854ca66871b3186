/**
 * ZooKeeper's C client, in the form of the shell that Debian ships with it.
 *
 * <p>Enters: a server's address. Leaves: nothing. Never: a C client built from sources.
 */
@NullMarked
package io.paddock.it.interop.cclient;

import org.jspecify.annotations.NullMarked;
