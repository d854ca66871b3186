/**
 * Curator's recipes and service discovery against the server process, as its users run them:
 * several clients, some of which lose their connection or their session.
 *
 * <p>Enters: a server's address. Leaves: nothing, each test has a namespace of its own. Never: a
 * test that would pass without the server.
 */
@NullMarked
package io.paddock.it.interop.curator;

import org.jspecify.annotations.NullMarked;
