/**
 * Electing a leader: one of all who stand is it at a time, with a token and a guard.
 *
 * <p>Enters: a client, a path, what a leader does. Leaves: leadership. Never: says that somebody
 * leads when that is in doubt.
 */
@NullMarked
package io.paddock.recipes.election;

import org.jspecify.annotations.NullMarked;
