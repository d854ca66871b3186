/**
 * How far the batches of each origin have come: what makes a batch that is sent twice count once.
 *
 * <p>Enters: the number of a batch. Leaves: whether it is the next one. Never: what is in a batch.
 */
@NullMarked
package io.paddock.state.origin;

import org.jspecify.annotations.NullMarked;
