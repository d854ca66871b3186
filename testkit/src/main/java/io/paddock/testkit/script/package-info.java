/**
 * A client that speaks the bare protocol, for tests that must see every frame: what is sent, when,
 * and what comes back in which order.
 *
 * <p>Enters: requests, raw bytes. Leaves: frames as they come. Never: a retry, a thread of its own,
 * a request that the test did not ask for.
 */
@NullMarked
package io.paddock.testkit.script;

import org.jspecify.annotations.NullMarked;
