/**
 * The tree as one immutable value: znodes, their children, their Stat, and what is counted about
 * them.
 *
 * <p>Enters: a place, a new znode, the zxid and time of the change. Leaves: the next tree, which
 * shares all that did not change. Never: decides whether something is allowed.
 */
@NullMarked
package io.paddock.state.tree;

import org.jspecify.annotations.NullMarked;
