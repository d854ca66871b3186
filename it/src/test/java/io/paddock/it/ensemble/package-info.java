/**
 * Ensembles whose members are processes, with links between them that can be cut.
 *
 * <p>Enters: a number of members, a {@link io.paddock.it.process.ServerSetup}. Leaves: members to
 * stop, kill, freeze, part and empty. Never: links the server's classes, judges what it sees.
 */
@NullMarked
package io.paddock.it.ensemble;

import org.jspecify.annotations.NullMarked;
