/**
 * Trees as indented text: read, written, imported and exported.
 *
 * <p>Enters: text, a subtree. Leaves: text, a plan, a changed subtree. Never: evaluates anything.
 */
@NullMarked
package io.paddock.discovery.treetext;

import org.jspecify.annotations.NullMarked;
