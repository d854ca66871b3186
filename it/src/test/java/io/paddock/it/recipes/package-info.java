/**
 * The recipes of Java in one line with those of kazoo and Curator, over the server under test, be
 * it Paddock or ZooKeeper.
 *
 * <p>Enters: a server's address. Leaves: nothing. Never: a test of one language alone.
 */
@NullMarked
package io.paddock.it.recipes;

import org.jspecify.annotations.NullMarked;
