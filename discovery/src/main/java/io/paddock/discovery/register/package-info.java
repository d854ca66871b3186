/**
 * Services that say where they are: ephemeral znodes that are kept as long as the program wants.
 *
 * <p>Enters: a path, an address, properties. Leaves: a registration that lasts over lost sessions.
 * Never: touches the znode of somebody else.
 */
@NullMarked
package io.paddock.discovery.register;

import org.jspecify.annotations.NullMarked;
