/**
 * The recipes on every kind of server, in several processes, and in one line with those of kazoo
 * and Curator.
 *
 * <p>Enters: a server's address. Leaves: nothing. Never: what needs no process of its own; that is
 * with the recipes.
 */
@NullMarked
package io.paddock.it.recipes;

import org.jspecify.annotations.NullMarked;
