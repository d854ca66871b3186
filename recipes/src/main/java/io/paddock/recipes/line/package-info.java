/**
 * Standing in line: sequential ephemeral znodes below one parent, of which each waits for the
 * nearest one before it that it has to wait for, and for no other.
 *
 * <p>Enters: a parent, the names of the contenders. Leaves: places at the head of the line. Never:
 * says what the first one may do.
 */
@NullMarked
package io.paddock.recipes.line;

import org.jspecify.annotations.NullMarked;
