package io.paddock.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out: for every metric of every row that was measured, both servers' figures.
 *
 * @param setting what was compared, where and how
 * @param lines in the order of the rows
 */
record Comparison(Setting setting, List<Line> lines) {
  Comparison {
    lines = List.copyOf(lines);
  }

  /** Puts the samples of both sides together; a row that one side lacks is left out. */
  static Comparison of(Setting setting, List<Row> rows, Samples first, Samples second) {
    List<Line> lines = new ArrayList<>();
    for (Row row : rows) {
      for (int i = 0; i < row.metrics().size(); i++) {
        Line line = new Line(row, row.metrics().get(i), first.of(row, i), second.of(row, i));
        if (!line.first().isEmpty() && !line.second().isEmpty()) {
          lines.add(line);
        }
      }
    }
    return new Comparison(setting, lines);
  }

  /** As a JSON object. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>(setting.toMap());
    map.put("lines", lines.stream().map(Line::toMap).toList());
    return map;
  }

  /**
   * One metric.
   *
   * @param first figures of the first server, one for each round
   * @param second figures of the second
   */
  record Line(Row row, Metric metric, List<Double> first, List<Double> second) {
    Line {
      first = List.copyOf(first);
      second = List.copyOf(second);
    }

    double firstMedian() {
      return Samples.median(first);
    }

    double secondMedian() {
      return Samples.median(second);
    }

    /** The second server's median in relation to the first's. */
    double ratio() {
      return secondMedian() / firstMedian();
    }

    /** The goal, or nothing if there is none. */
    String goalText() {
      Goal goal = metric.goal();
      return goal == null ? "" : goal.text(metric.unit());
    }

    /** Whether the goal is met, or nothing if there is none. */
    String verdict() {
      Goal goal = metric.goal();
      return goal == null ? "" : goal.isMetBy(firstMedian(), secondMedian()) ? "met" : "missed";
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("row", row.id());
      map.put("title", row.title());
      map.put("metric", metric.name());
      map.put("unit", metric.unit());
      map.put("first", first);
      map.put("second", second);
      map.put("firstMedian", firstMedian());
      map.put("secondMedian", secondMedian());
      map.put("ratio", ratio());
      map.put("goal", goalText());
      map.put("verdict", verdict());
      return map;
    }
  }
}
