/**
 * What was decided, in order: a linked chain that the applier extends and every event loop follows
 * at its own cursor.
 *
 * <p>Enters: applied commands. Leaves: states, changes and outcomes in zxid order. Never: waits,
 * locks, sends.
 */
@NullMarked
package io.paddock.replication.commit;

import org.jspecify.annotations.NullMarked;
