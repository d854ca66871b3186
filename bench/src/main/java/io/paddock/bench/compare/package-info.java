/**
 * Two servers under the same load in turn: starts and stops their processes, runs the rows of the
 * comparison on each, and sets medians, ratios and goals side by side.
 *
 * <p>Enters: two commands that start a server from a {@code zoo.cfg}. Leaves: tables as text, JSON
 * and Markdown. Never: a server process or its data left behind.
 */
@NullMarked
package io.paddock.bench.compare;

import org.jspecify.annotations.NullMarked;
