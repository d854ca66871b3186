/**
 * What the tests of the recipes stand on: a server, clients whose connections can be cut, and
 * waiting.
 *
 * <p>Enters: what goes wrong. Leaves: clients. Never: a recipe.
 */
@NullMarked
package io.paddock.recipes.stage;

import org.jspecify.annotations.NullMarked;
