/**
 * The examples of the documents, run.
 *
 * <p>Enters: the page. Leaves: nothing. Never: an example that the page does not have.
 */
@NullMarked
package io.paddock.recipes.examples;

import org.jspecify.annotations.NullMarked;
