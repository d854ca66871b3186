/**
 * The first-in-first-out of one connection with a session: each request is answered here, from the
 * state or by the ledger, in the order in which they came.
 *
 * <p>Enters: requests, commits with their tickets. Leaves: commands to the ledger, replies and
 * events to the {@link io.paddock.server.pipeline.ReplySink}. Never: bytes, sockets, a wait.
 */
@NullMarked
package io.paddock.server.pipeline;

import org.jspecify.annotations.NullMarked;
