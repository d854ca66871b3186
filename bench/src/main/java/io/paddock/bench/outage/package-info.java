/**
 * What writers see of an outage: one request after the other, each noted, connecting again as a
 * client does; and writes at a steady pace beside something else.
 *
 * <p>Enters: addresses, what is to go wrong. Leaves: gaps, disconnections, refusals, latencies.
 * Never: starts or ends a server.
 */
@NullMarked
package io.paddock.bench.outage;

import org.jspecify.annotations.NullMarked;
