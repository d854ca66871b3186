/**
 * Ensembles whose members are processes, with networks between them that can fail.
 *
 * <p>Enters: a number of members, a {@link io.paddock.it.process.ServerSetup}. Leaves: members to
 * stop, kill, freeze, part and empty. Never: links the server's classes, judges what it sees.
 */
@NullMarked
package io.paddock.it.ensemble;

import org.jspecify.annotations.NullMarked;
