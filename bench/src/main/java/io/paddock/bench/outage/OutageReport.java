package io.paddock.bench.outage;

import java.util.Locale;

/**
 * What an outage of one server cost.
 *
 * @param gapSeconds the longest time in which no write of anybody succeeded
 * @param survivorGapSeconds the longest time without a success of one client of a surviving server
 * @param disconnections how often clients of surviving servers lost their connection
 * @param refusals replies with an error at such clients, and sessions of theirs that were lost
 */
public record OutageReport(
    double gapSeconds, double survivorGapSeconds, int disconnections, int refusals) {

  /** On one line. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "no write for %.3f s, of one client of a surviving server for %.3f s; such clients had"
            + " %d disconnections and %d errors",
        gapSeconds,
        survivorGapSeconds,
        disconnections,
        refusals);
  }
}
