/**
 * Which of several services to use.
 *
 * <p>Enters: a list of names. Leaves: one of them. Never: asks a server, connects.
 */
@NullMarked
package io.paddock.discovery.select;

import org.jspecify.annotations.NullMarked;
