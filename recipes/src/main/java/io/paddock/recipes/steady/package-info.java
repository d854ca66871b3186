/**
 * What every recipe stands on: operations repeated until their end is certain, and waiting for
 * znodes to become what one wants.
 *
 * <p>Enters: a client, a time limit. Leaves: certain results. Never: knows a recipe.
 */
@NullMarked
package io.paddock.recipes.steady;

import org.jspecify.annotations.NullMarked;
