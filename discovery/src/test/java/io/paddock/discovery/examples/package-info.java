/**
 * The examples of documents, run: those of our page, and those that users of zc.zk know from its
 * own.
 *
 * <p>Enters: the pages. Leaves: nothing. Never: an example that no page has.
 */
@NullMarked
package io.paddock.discovery.examples;

import org.jspecify.annotations.NullMarked;
