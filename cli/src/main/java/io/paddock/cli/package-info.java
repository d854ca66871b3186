/**
 * The {@code paddock} command: arguments in, a running server or an answer out.
 *
 * <p>Enters: arguments. Leaves: exit codes, lines for people. Never: a decision that the server
 * should make.
 */
@NullMarked
package io.paddock.cli;

import org.jspecify.annotations.NullMarked;
