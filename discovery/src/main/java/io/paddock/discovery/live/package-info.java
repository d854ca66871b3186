/**
 * Children and properties of a znode that follow what happens to it, through links too.
 *
 * <p>Enters: a path. Leaves: a collection or a map as of now, calls at each change. Never: creates
 * or deletes a znode.
 */
@NullMarked
package io.paddock.discovery.live;

import org.jspecify.annotations.NullMarked;
