/**
 * The words of the shell, typed one after the other or given once as arguments.
 *
 * <p>Enters: lines and arguments. Leaves: what ZooKeeper's own shell prints for them, and an exit
 * code. Never: speaks the protocol but through the client.
 */
@NullMarked
package io.paddock.cli.shell;

import org.jspecify.annotations.NullMarked;
