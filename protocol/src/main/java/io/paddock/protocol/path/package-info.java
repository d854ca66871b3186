/**
 * Paths and where they lead: what a path may look like, a client's chroot, the connection string.
 *
 * <p>Enters: strings. Leaves: verdicts and immutable records. Never: looks at a tree, resolves a
 * host name.
 */
@NullMarked
package io.paddock.protocol.path;

import org.jspecify.annotations.NullMarked;
