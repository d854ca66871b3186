/**
 * The examples, started by the one command that a reader types.
 *
 * <p>Enters: the script. Leaves: nothing that runs. Never: a class of the examples.
 */
@NullMarked
package io.paddock.examples;

import org.jspecify.annotations.NullMarked;
