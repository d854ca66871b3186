/**
 * What the Java clients cost: Apache's, Curator and ours beside each other, each in a process of
 * its own against the same server.
 *
 * <p>Enters: {@code bench/clients}, which starts {@link io.paddock.bench.clients.ClientContest}.
 *
 * <p>Leaves: a table.
 *
 * <p>Never: part of the distribution; the other clients are test dependencies.
 */
@NullMarked
package io.paddock.bench.clients;

import org.jspecify.annotations.NullMarked;
