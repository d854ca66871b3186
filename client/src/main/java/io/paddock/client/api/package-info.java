/**
 * What users of the client hold: the operations, their options, listeners, exceptions.
 *
 * <p>Enters: what a program wants done. Leaves: results, events, exceptions that say what is known.
 * Never: knows a socket or a thread.
 */
@NullMarked
package io.paddock.client.api;

import org.jspecify.annotations.NullMarked;
