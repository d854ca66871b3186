/**
 * What an operator does with an ensemble, by the commands of the manual as they stand there.
 *
 * <p>Enters: docs/operations.md. Leaves: whether it is true. Never: knows a command that the page
 * does not say.
 */
@NullMarked
package io.paddock.it.operations;

import org.jspecify.annotations.NullMarked;
