/**
 * The state machine alone, measured: commands applied per second, heap per znode, snapshots, and
 * the children's structure against others.
 *
 * <p>Enters: nothing but parameters. Leaves: figures. Never: runs with the tests; see {@code
 * docs/adr/0010-children-structure.md} for how to start it.
 */
@NullMarked
package io.paddock.bench.state;

import org.jspecify.annotations.NullMarked;
