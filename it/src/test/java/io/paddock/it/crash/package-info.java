/**
 * What a server that is killed must still know when it comes back.
 *
 * <p>Enters: server processes, the bare protocol. Leaves: nothing. Never: a peek into the files.
 */
@NullMarked
package io.paddock.it.crash;

import org.jspecify.annotations.NullMarked;
