/**
 * Who is there: members that come and go.
 *
 * <p>Enters: a path, who one is. Leaves: those who are there. Never: counts who has left.
 */
@NullMarked
package io.paddock.recipes.party;

import org.jspecify.annotations.NullMarked;
