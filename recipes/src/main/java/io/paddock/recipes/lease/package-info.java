/**
 * Leases that last for a time by the clock, and are had or not had at once.
 *
 * <p>Enters: a path, a time. Leaves: leases. Never: waits for its turn longer than others need to
 * look.
 */
@NullMarked
package io.paddock.recipes.lease;

import org.jspecify.annotations.NullMarked;
