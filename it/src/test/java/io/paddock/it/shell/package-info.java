/**
 * Paddock's own shell and its words as commands, started as users start them.
 *
 * <p>Enters: what is typed, and the transcripts of ZooKeeper's shell. Leaves: what is printed, exit
 * codes. Never: a class of the shell.
 */
@NullMarked
package io.paddock.it.shell;

import org.jspecify.annotations.NullMarked;
