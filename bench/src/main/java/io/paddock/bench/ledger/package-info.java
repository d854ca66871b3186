/**
 * What the ledger of one server costs without anything in front of it.
 *
 * <p>Enters: a directory, numbers of outstanding commands. Leaves: throughput, latency, CPU. Never:
 * a network.
 */
@NullMarked
package io.paddock.bench.ledger;

import org.jspecify.annotations.NullMarked;
