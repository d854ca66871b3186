package io.paddock.bench.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How fast changes reached the sessions that watched for them.
 *
 * @param title what was run, for a person
 * @param events events received in all rounds
 * @param changes changes that were made for them
 * @param seconds from the first change of a round to its last event, over all rounds
 * @param cost CPU in that time
 */
public record WatchReport(String title, long events, long changes, double seconds, Cost cost) {

  /** Events received per second. */
  public double perSecond() {
    return events / seconds;
  }

  /** CPU of the servers in milliseconds per 1,000 events; NaN if it was not measured. */
  public double serverCpuMsPerThousand() {
    return cost.serverMeasured() ? cost.serverCpuMs() * 1000.0 / events : Double.NaN;
  }

  /** As a JSON object. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", title);
    map.put("events", events);
    map.put("changes", changes);
    map.put("seconds", seconds);
    map.put("eventsPerSecond", perSecond());
    map.put("serverCpuMsPer1000", serverCpuMsPerThousand());
    map.put("ownCpuMsPer1000", cost.ownCpuMs() * 1000.0 / events);
    return map;
  }

  /** On a few lines, ending in a newline. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "%s%n  throughput     %,.0f events/s%n  events         %,d for %,d changes in %.2f s%n"
            + "  server CPU     %.2f ms per 1,000 events%n  own CPU        %.2f ms per 1,000 events%n",
        title,
        perSecond(),
        events,
        changes,
        seconds,
        serverCpuMsPerThousand(),
        cost.ownCpuMs() * 1000.0 / events);
  }
}
