/**
 * What replication keeps on disk: the log in preallocated segments, snapshots, the vote, the lock
 * on the directory.
 *
 * <p>Enters: records, states. Leaves: the same after a crash, or a refusal that names file and
 * offset. Never: guesses, retries a failed sync, knows what a record means.
 */
@NullMarked
package io.paddock.replication.disk;

import org.jspecify.annotations.NullMarked;
