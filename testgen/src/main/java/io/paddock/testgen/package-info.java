/**
 * Random values for tests, from a seed that a failure tells and a rerun replays.
 *
 * <p>Enters: a seed. Leaves: numbers, bytes, strings, choices. Never: knows a type of the product.
 */
@NullMarked
package io.paddock.testgen;

import org.jspecify.annotations.NullMarked;
