/**
 * Limits and usage of subtrees, kept in znodes below {@code /zookeeper/quota}.
 *
 * <p>Enters: a tree and a change of it. Leaves: verdicts, and the tree with the usage brought up to
 * date. Never: keeps anything beside the tree.
 */
@NullMarked
package io.paddock.state.quota;

import org.jspecify.annotations.NullMarked;
