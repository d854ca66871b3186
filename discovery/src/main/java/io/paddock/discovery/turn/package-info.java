/**
 * Work that is to be done again whenever something has happened, one run at a time.
 *
 * <p>Enters: signals. Leaves: runs, at least one after each signal. Never: knows what the work is.
 */
@NullMarked
package io.paddock.discovery.turn;

import org.jspecify.annotations.NullMarked;
