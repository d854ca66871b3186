/**
 * The words of the ZooKeeper client protocol as values: requests, replies, events, Stat, ACL, error
 * codes.
 *
 * <p>Enters: nothing. Leaves: immutable records that every other room speaks in. Never: bytes on
 * the wire, checks that need a tree.
 */
@NullMarked
package io.paddock.protocol.message;

import org.jspecify.annotations.NullMarked;
