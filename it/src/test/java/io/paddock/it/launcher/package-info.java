/**
 * The script {@code ./paddock} as users and service files run it: what it prints, what its exit
 * code is, which Java it takes, what it builds.
 *
 * <p>Enters: the script, in this checkout or copied into a made one; real JDKs and pretended ones.
 * Leaves: nothing. Never: a Maven build.
 */
@NullMarked
package io.paddock.it.launcher;

import org.jspecify.annotations.NullMarked;
