package io.paddock.bench.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Percentiles of the time from a request's encoding to its reply's decoding, in milliseconds. */
public record Latency(
    double meanMs, double p50Ms, double p90Ms, double p99Ms, double p999Ms, double maxMs) {

  /** As members of a JSON object. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("meanMs", meanMs);
    map.put("p50Ms", p50Ms);
    map.put("p90Ms", p90Ms);
    map.put("p99Ms", p99Ms);
    map.put("p99.9Ms", p999Ms);
    map.put("maxMs", maxMs);
    return map;
  }

  /** On one line. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "p50 %.3f ms   p90 %.3f ms   p99 %.3f ms   p99.9 %.3f ms   max %.3f ms",
        p50Ms,
        p90Ms,
        p99Ms,
        p999Ms,
        maxMs);
  }
}
