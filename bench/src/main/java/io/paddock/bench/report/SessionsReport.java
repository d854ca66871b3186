package io.paddock.bench.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What idle sessions cost the servers.
 *
 * @param sessions sessions held
 * @param lost those that did not last
 * @param openSeconds time to open them all
 * @param heapBytes live objects more than before, NaN if not measured
 * @param residentBytes resident size more than before, without a collection, NaN if not measured
 * @param idleCpuMsPerSecond CPU that keeping them took, NaN if not measured
 */
public record SessionsReport(
    int sessions,
    long lost,
    double openSeconds,
    double heapBytes,
    double residentBytes,
    double idleCpuMsPerSecond) {

  /** Heap bytes for each session; NaN if not measured. */
  public double heapPerSession() {
    return heapBytes / sessions;
  }

  /** Resident bytes for each session; NaN if not measured. */
  public double residentPerSession() {
    return residentBytes / sessions;
  }

  /** As a JSON object. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", sessions + " idle sessions");
    map.put("sessions", sessions);
    map.put("lost", lost);
    map.put("openSeconds", openSeconds);
    map.put("heapBytesPerSession", heapPerSession());
    map.put("residentBytesPerSession", residentPerSession());
    map.put("idleCpuMsPerSecond", idleCpuMsPerSecond);
    return map;
  }

  /** On a few lines, ending in a newline. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "%,d idle sessions%n  opened in      %.2f s (%,.0f a second)%n  lost           %d%n"
            + "  heap           %.0f B each%n  resident       %.0f B each%n"
            + "  server CPU     %.1f ms a second while idle%n",
        sessions,
        openSeconds,
        sessions / openSeconds,
        lost,
        heapPerSession(),
        residentPerSession(),
        idleCpuMsPerSecond);
  }
}
