package io.paddock.bench.compare;

import io.paddock.bench.compare.Comparison.Line;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link Comparison} as a table for the terminal or in Markdown. */
final class Tables {
  private static final String FORM = "%-52s %-15s %12s %12s %7s  %-7s %s%n";

  private Tables() {}

  /** For the terminal. */
  static String text(Comparison comparison) {
    Setting setting = comparison.setting();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format("first:  %s%nsecond: %s%n", setting.first().text(), setting.second().text()));
    out.append(String.format(FORM, "row", "metric", "first", "second", "ratio", "goal", ""));
    String title = "";
    for (Line line : comparison.lines()) {
      out.append(
          String.format(
              FORM,
              line.row().title().equals(title) ? "" : line.row().title(),
              line.metric().name(),
              number(line.firstMedian()),
              number(line.secondMedian()),
              ratio(line),
              line.goalText(),
              line.verdict()));
      title = line.row().title();
    }
    return out.toString();
  }

  /** For {@code docs/results/}. */
  static String markdown(Comparison comparison) {
    Setting setting = comparison.setting();
    StringBuilder out = new StringBuilder();
    out.append("# ").append(setting.first().name()).append(" and ");
    out.append(setting.second().name()).append(" side by side\n\n");
    item(out, "date", setting.date().toString());
    item(out, "machine", setting.machine());
    item(out, "servers", setting.servers() == 1 ? "one" : setting.servers() + " a side");
    item(out, "command", "`" + setting.command() + "`");
    item(out, "first", setting.first().text());
    item(out, "second", setting.second().text());
    out.append("\nMedians over the rounds; lowest and highest round in brackets. The ratio is the");
    out.append(" second median over the first.\n\n");
    out.append("| what | figure | ").append(setting.first().name()).append(" | ");
    out.append(setting.second().name())
        .append(" | ratio | goal | |\n|---|---|---|---|---|---|---|\n");
    comparison.lines().forEach(line -> markdown(out, line));
    return out.toString();
  }

  /** One row with its metrics and goals, for the list of rows. */
  static String goals(Row row) {
    String metrics =
        row.metrics().stream()
            .map(
                each ->
                    each.goal() == null
                        ? each.name()
                        : each.name() + " " + each.goal().text(each.unit()))
            .collect(Collectors.joining(", "));
    return String.format("%-16s %s: %s", row.id(), row.title(), metrics);
  }

  private static void item(StringBuilder out, String name, String value) {
    out.append("- ").append(name).append(": ").append(value).append('\n');
  }

  private static void markdown(StringBuilder out, Line line) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %s | %s | %s |%n",
            line.row().title(),
            figure(line.metric()),
            withSpread(line.first()),
            withSpread(line.second()),
            ratio(line),
            line.goalText(),
            line.verdict()));
  }

  private static String figure(Metric metric) {
    return metric.unit().isEmpty() ? metric.name() : metric.name() + ", " + metric.unit();
  }

  /** Nothing where the first figure is 0. */
  private static String ratio(Line line) {
    return Double.isFinite(line.ratio()) ? String.format(Locale.ROOT, "%.2f", line.ratio()) : "–";
  }

  private static String withSpread(List<Double> values) {
    String median = number(Samples.median(values));
    return values.size() == 1
        ? median
        : median
            + " ("
            + number(Collections.min(values))
            + "–"
            + number(Collections.max(values))
            + ")";
  }

  /** With about three digits, whatever the size. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }
}
