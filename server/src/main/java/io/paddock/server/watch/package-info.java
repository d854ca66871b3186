/**
 * The watches of one event loop: who asked about which path, and what a change tells them.
 *
 * <p>Enters: registrations, changes. Leaves: events, in the order of the changes. Never: reads the
 * tree, sends, decides who may know.
 */
@NullMarked
package io.paddock.server.watch;

import org.jspecify.annotations.NullMarked;
