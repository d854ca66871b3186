/**
 * The commands about services, properties and trees.
 *
 * <p>Enters: arguments, text. Leaves: text, an exit code. Never: decides what a tree or a service
 * is.
 */
@NullMarked
package io.paddock.cli.discovery;

import org.jspecify.annotations.NullMarked;
