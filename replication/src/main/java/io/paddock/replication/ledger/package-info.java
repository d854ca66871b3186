/**
 * Consensus as the rest of the server knows it.
 *
 * <p>Enters: commands with their tickets. Leaves: an ordered chain of commits, leadership events.
 * Never: a type of the engine.
 */
@NullMarked
package io.paddock.replication.ledger;

import org.jspecify.annotations.NullMarked;
