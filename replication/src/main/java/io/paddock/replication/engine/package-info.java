/**
 * The ledger on the Raft engine. The only package that imports the engine.
 *
 * <p>Enters: commands, files. Leaves: durable, ordered, applied commits. Never: blocks a caller,
 * acknowledges what is not on disk, lets a type of the engine out.
 */
@NullMarked
package io.paddock.replication.engine;

import org.jspecify.annotations.NullMarked;
