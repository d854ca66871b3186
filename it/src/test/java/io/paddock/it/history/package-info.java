/**
 * What clients asked and heard while servers failed, and whether that can be right.
 *
 * <p>Enters: operations with their times, from many clients. Leaves: sentences about what cannot be
 * right. Never: talks to a server, repairs a history.
 */
@NullMarked
package io.paddock.it.history;

import org.jspecify.annotations.NullMarked;
