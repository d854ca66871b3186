package io.paddock.bench.compare;

import java.util.Locale;

/**
 * What the ratio of the second server's figure to the first's is to be.
 *
 * @param limit the ratio
 * @param atMost whether it must not be above the limit, or else not below
 */
record Goal(double limit, boolean atMost) {

  static Goal atMost(double limit) {
    return new Goal(limit, true);
  }

  static Goal atLeast(double limit) {
    return new Goal(limit, false);
  }

  boolean isMetBy(double ratio) {
    return atMost ? ratio <= limit : ratio >= limit;
  }

  String text() {
    return String.format(Locale.ROOT, "%s %.2f", atMost ? "≤" : "≥", limit);
  }
}
