/**
 * Values that many change: counters, atomic values, values that are followed.
 *
 * <p>Enters: a client, a path, how a value looks in bytes. Leaves: values before and after. Never:
 * counts twice, or says that it has counted when nobody knows.
 */
@NullMarked
package io.paddock.recipes.counter;

import org.jspecify.annotations.NullMarked;
