/**
 * The rules of the house, checked: who may import whom, what a room must never touch, how files
 * look, that documents and code agree. Each rule is also shown a planted violation, so that a rule
 * that no longer finds anything fails.
 *
 * <p>Enters: compiled classes, source files, documents. Leaves: failures that say what to do.
 */
@NullMarked
package io.paddock.it.rules;

import org.jspecify.annotations.NullMarked;
