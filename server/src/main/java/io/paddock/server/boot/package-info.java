/**
 * Builds the rooms of a server in order, starts them, and stops them in the reverse order.
 *
 * <p>Enters: settings. Leaves: a running server. Never: a decision about a request.
 */
@NullMarked
package io.paddock.server.boot;

import org.jspecify.annotations.NullMarked;
