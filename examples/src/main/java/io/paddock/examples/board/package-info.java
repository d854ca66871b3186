/**
 * A status board: hosts that publish how they are, a monitor that shows all of them.
 *
 * <p>Enters: what each host measures. Leaves: a page, and a line for each change. Never: asks a
 * host.
 */
@NullMarked
package io.paddock.examples.board;

import org.jspecify.annotations.NullMarked;
