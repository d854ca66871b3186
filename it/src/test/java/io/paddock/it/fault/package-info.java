/**
 * Ensembles under load while their members are killed, frozen, parted and emptied; what clients saw
 * is checked afterwards.
 *
 * <p>Enters: a seed, a schedule of faults. Leaves: findings, and on failure the history and the
 * schedule in {@code target/faults}. Never: repairs anything but what it broke.
 */
@NullMarked
package io.paddock.it.fault;

import org.jspecify.annotations.NullMarked;
