/**
 * The orders that clients lean on, under load from many connections on several event loops: first
 * in first out, event before new data, read your writes, no going back in time.
 *
 * <p>Enters: seeds. Leaves: a verdict. Never: an assertion about speed.
 */
@NullMarked
package io.paddock.it.consistency;

import org.jspecify.annotations.NullMarked;
