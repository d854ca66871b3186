/**
 * Who may do what: the check of an ACL, and the fix-up of one that a client sends.
 *
 * <p>Enters: ACLs, identities, which schemes count. Leaves: verdicts. Never: looks at a tree, reads
 * a setting.
 */
@NullMarked
package io.paddock.state.access;

import org.jspecify.annotations.NullMarked;
