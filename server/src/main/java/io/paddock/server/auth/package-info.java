/**
 * From an auth packet to identities.
 *
 * <p>Enters: scheme, data, the client's address, settings. Leaves: identities or a refusal. Never:
 * a connection, the state; it is pure.
 */
@NullMarked
package io.paddock.server.auth;

import org.jspecify.annotations.NullMarked;
