/**
 * What the client must do with any server, as tests: run here with a server in the same process,
 * and in the module {@code it} with each kind of server in processes of their own.
 *
 * <p>Enters: a server's address. Leaves: nothing, each test has a subtree of its own. Never: what
 * only Paddock has.
 */
@NullMarked
package io.paddock.client.suite;

import org.jspecify.annotations.NullMarked;
