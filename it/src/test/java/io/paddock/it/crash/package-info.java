/**
 * What a server that was killed, or whose disk failed it, must still know when it comes back, and
 * what it must refuse to start from.
 *
 * <p>Enters: server processes, the bare protocol; for damage, the layout of the files as {@code
 * docs/files.md} gives it. Leaves: nothing. Never: the product's own code for its files.
 */
@NullMarked
package io.paddock.it.crash;

import org.jspecify.annotations.NullMarked;
