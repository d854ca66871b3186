/** A network in memory, for tests of what stands on one. */
@NullMarked
package io.paddock.replication.peer;

import org.jspecify.annotations.NullMarked;
