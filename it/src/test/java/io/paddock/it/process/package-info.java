/**
 * Processes for tests: servers of either product, foreign programs, and what stands between them.
 *
 * <p>Enters: a {@link io.paddock.it.process.ServerSetup}, a command line. Leaves: addresses, exit
 * codes, output. Never: links the server's classes, shares a directory or a port between two runs.
 */
@NullMarked
package io.paddock.it.process;

import org.jspecify.annotations.NullMarked;
