/**
 * Calls on their way: written and waiting for a reply, or waiting to be written.
 *
 * <p>Enters: requests with a promise. Leaves: results or failures in the order of the calls. Never:
 * opens a connection, keeps a watch.
 */
@NullMarked
package io.paddock.client.request;

import org.jspecify.annotations.NullMarked;
