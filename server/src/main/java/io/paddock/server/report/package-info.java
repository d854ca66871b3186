/**
 * Figures for people as values, and the counters that one event loop keeps for them.
 *
 * <p>Enters: figures from any room. Leaves: {@code …Report} records that {@code admin} turns into
 * text. Never: text, a lock, a decision.
 */
@NullMarked
package io.paddock.server.report;

import org.jspecify.annotations.NullMarked;
