/**
 * A server inside another program: the API for applications and tests.
 *
 * <p>Enters: a few settings. Leaves: a running server and its address. Never: anything that a
 * server started by the command does differently.
 */
@NullMarked
package io.paddock.server.embed;

import org.jspecify.annotations.NullMarked;
