package io.paddock.bench.compare;

import java.util.List;

/**
 * One line of the comparison.
 *
 * @param id its name in {@code --rows}
 * @param title what is done, for a person
 * @param metrics what is measured, in the order of the samples
 */
record Row(String id, String title, List<Metric> metrics) {
  Row {
    metrics = List.copyOf(metrics);
  }
}
