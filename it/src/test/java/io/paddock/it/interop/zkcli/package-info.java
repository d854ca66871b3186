/**
 * ZooKeeper's own shell, {@code zkCli}, in a process of its own: whole conversations compared word
 * for word.
 *
 * <p>Enters: a transcript of commands. Leaves: what the shell prints. Never: a command of
 * Paddock's.
 */
@NullMarked
package io.paddock.it.interop.zkcli;

import org.jspecify.annotations.NullMarked;
