/**
 * Sharing a set among those who are there.
 *
 * <p>Enters: a path, the set. Leaves: this one's part of it. Never: has a part that somebody else
 * has too.
 */
@NullMarked
package io.paddock.recipes.partition;

import org.jspecify.annotations.NullMarked;
