/**
 * The hash behind the rolling digest of the state and behind the lookups of the tree.
 *
 * <p>Enters: bytes, numbers. Leaves: 64 bits that are the same on every machine. Never: keeps
 * anything, protects against an attacker.
 */
@NullMarked
package io.paddock.state.digest;

import org.jspecify.annotations.NullMarked;
