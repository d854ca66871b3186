/**
 * Every recipe with a fault at every single step of its protocol: before a request, after it and
 * before its answer, instead of an event.
 *
 * <p>Enters: what clients do with a recipe. Leaves: whether it stays right whatever is lost when.
 * Never: leaves a step out.
 */
@NullMarked
package io.paddock.recipes.steps;

import org.jspecify.annotations.NullMarked;
