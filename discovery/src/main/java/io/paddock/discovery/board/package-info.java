/**
 * A board on which each host writes how it is, and which others read.
 *
 * <p>Enters: the status of this host. Leaves: that of all, and each change of it. Never: decides
 * what a status means.
 */
@NullMarked
package io.paddock.discovery.board;

import org.jspecify.annotations.NullMarked;
