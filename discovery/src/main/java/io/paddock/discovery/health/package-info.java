/**
 * Services that are taken out of the list while they do not work.
 *
 * <p>Enters: a registration, a check. Leaves: the registration taken out or put back. Never:
 * registers anything by itself.
 */
@NullMarked
package io.paddock.discovery.health;

import org.jspecify.annotations.NullMarked;
