/**
 * What can be wrong with a network, on any machine and without privileges.
 *
 * <p>Enters: an address, what is to go wrong. Leaves: an address to be used instead. Never: looks
 * into the bytes.
 */
@NullMarked
package io.paddock.testkit.fault;

import org.jspecify.annotations.NullMarked;
