package io.paddock.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one server by row, round after round. Thread: confined to its caller. */
final class Samples {
  private final Map<String, List<List<Double>>> byRow = new LinkedHashMap<>();

  /** Adds one round of a row, in the order of its metrics. */
  void add(Row row, List<Double> figures) {
    if (figures.size() != row.metrics().size()) {
      throw new IllegalArgumentException(row.id() + ": " + figures.size() + " figures");
    }
    byRow.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(List.copyOf(figures));
  }

  /** All rounds of one metric of a row; empty if the row was not measured. */
  List<Double> of(Row row, int metric) {
    return byRow.getOrDefault(row.id(), List.of()).stream()
        .map(figures -> figures.get(metric))
        .toList();
  }

  /** The middle value, or the mean of the two in the middle; NaN of none. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
