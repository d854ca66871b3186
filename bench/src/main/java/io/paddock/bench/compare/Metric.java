package io.paddock.bench.compare;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a row.
 *
 * @param name what it is
 * @param unit its unit
 * @param goal for the ratio, null if the figure is only shown
 */
record Metric(String name, String unit, @Nullable Goal goal) {}
