/**
 * The door of the load generator: the command line.
 *
 * <p>Enters: arguments. Leaves: a report on standard output, an exit code. Never: measures anything
 * itself.
 */
@NullMarked
package io.paddock.bench;

import org.jspecify.annotations.NullMarked;
