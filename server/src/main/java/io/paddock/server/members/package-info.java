/**
 * The members of the ensemble as something that changes: proposals are brought into force by who
 * leads, and what is in force is written to the dynamic configuration file.
 *
 * <p>Enters: the newest state. Leaves: changes to the ledger's ensemble, the command that settles a
 * proposal, a file. Never: a connection, a check of what a client may do.
 */
@NullMarked
package io.paddock.server.members;

import org.jspecify.annotations.NullMarked;
