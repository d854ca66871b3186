/**
 * Answers to what clients ask about the tree.
 *
 * <p>Enters: a state, a request that reads, who asks. Leaves: a reply or an error. Never: leaves a
 * watch, waits, looks at another state.
 */
@NullMarked
package io.paddock.server.view;

import org.jspecify.annotations.NullMarked;
