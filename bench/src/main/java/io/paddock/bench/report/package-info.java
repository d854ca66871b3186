/**
 * Figures for people and for programs: text, JSON, Markdown.
 *
 * <p>Enters: counts and times. Leaves: text. Never: measures anything.
 */
@NullMarked
package io.paddock.bench.report;

import org.jspecify.annotations.NullMarked;
