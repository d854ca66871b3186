/**
 * Properties of a znode: JSON in its data, a map in a program.
 *
 * <p>Enters: data. Leaves: maps of names and values, and back. Never: asks a server.
 */
@NullMarked
package io.paddock.discovery.value;

import org.jspecify.annotations.NullMarked;
