package io.paddock.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one measured load reached.
 *
 * @param title what was run, for a person
 * @param count what was counted
 * @param latency percentiles over all operations
 * @param cost CPU of the servers and of the generator
 */
public record LoadReport(String title, Count count, Latency latency, Cost cost) {

  /**
   * What was counted.
   *
   * @param seconds time measured
   * @param operations replies that came in it, errors included
   * @param byKind the same by operation
   * @param errors replies with an error, by name and number of the code
   * @param connectionsLost connections that the server closed, or on which it broke the protocol
   */
  public record Count(
      double seconds,
      long operations,
      Map<String, Long> byKind,
      Map<String, Long> errors,
      long connectionsLost) {
    /** Keeps copies of the maps. */
    public Count {
      byKind = Collections.unmodifiableMap(new LinkedHashMap<>(byKind));
      errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }
  }

  /** Operations per second. */
  public double perSecond() {
    return count.operations() / count.seconds();
  }

  /** CPU of the servers in milliseconds per 1,000 operations; NaN if it was not measured. */
  public double serverCpuMsPerThousand() {
    return cost.serverMeasured() ? perThousand(cost.serverCpuMs()) : Double.NaN;
  }

  /** CPU of the generator in milliseconds per 1,000 operations. */
  public double ownCpuMsPerThousand() {
    return perThousand(cost.ownCpuMs());
  }

  private double perThousand(long cpuMs) {
    return cpuMs * 1000.0 / count.operations();
  }

  /** As a JSON object. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", title);
    map.put("seconds", count.seconds());
    map.put("operations", count.operations());
    map.put("operationsPerSecond", perSecond());
    map.put("byKind", count.byKind());
    map.put("errors", count.errors());
    map.put("connectionsLost", count.connectionsLost());
    map.put("latency", latency.toMap());
    if (cost.serverMeasured()) {
      map.put("serverCpuMs", cost.serverCpuMs());
      map.put("serverCpuMsPer1000", serverCpuMsPerThousand());
      map.put("serverResidentBytes", cost.serverResidentBytes());
    }
    map.put("ownCpuMs", cost.ownCpuMs());
    map.put("ownCpuMsPer1000", ownCpuMsPerThousand());
    return map;
  }

  /** On a few lines, ending in a newline. */
  public String toText() {
    StringBuilder out = new StringBuilder(title).append('\n');
    line(out, "throughput", String.format(Locale.ROOT, "%,.0f operations/s", perSecond()));
    line(out, "operations", operationsText());
    line(out, "latency", latency.toText());
    if (cost.serverMeasured()) {
      line(out, "server CPU", cpuText(cost.serverCpuMs(), serverCpuMsPerThousand()));
      line(out, "server memory", (cost.serverResidentBytes() >> 20) + " MiB resident");
    }
    line(out, "own CPU", cpuText(cost.ownCpuMs(), ownCpuMsPerThousand()));
    line(out, "errors", count.errors().isEmpty() ? "none" : counts(count.errors()));
    if (count.connectionsLost() > 0) {
      line(out, "lost", count.connectionsLost() + " connections");
    }
    return out.toString();
  }

  private String operationsText() {
    return String.format(
        Locale.ROOT,
        "%,d in %.2f s (%s)",
        count.operations(),
        count.seconds(),
        counts(count.byKind()));
  }

  private String cpuText(long cpuMs, double perThousand) {
    return String.format(
        Locale.ROOT,
        "%.2f ms per 1,000 operations (%.0f %% of a core)",
        perThousand,
        cpuMs / count.seconds() / 10);
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(String.format(Locale.ROOT, "  %-14s %s%n", name, value));
  }
}
