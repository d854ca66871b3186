package io.paddock.bench.compare;

import java.util.Locale;

/**
 * What a figure of the second server is to be: beside the first one's, or by itself.
 *
 * @param limit the ratio, or the figure in its unit
 * @param atMost whether it must not be above the limit, or else not below
 * @param ofRatio whether the ratio of the second server's figure to the first's counts
 */
record Goal(double limit, boolean atMost, boolean ofRatio) {

  static Goal atMost(double ratio) {
    return new Goal(ratio, true, true);
  }

  static Goal atLeast(double ratio) {
    return new Goal(ratio, false, true);
  }

  /** Whatever the first server's figure is. */
  static Goal noMoreThan(double figure) {
    return new Goal(figure, true, false);
  }

  boolean isMetBy(double first, double second) {
    double judged = ofRatio ? second / first : second;
    return atMost ? judged <= limit : judged >= limit;
  }

  String text(String unit) {
    String sign = atMost ? "≤" : "≥";
    return ofRatio
        ? String.format(Locale.ROOT, "%s %.2f", sign, limit)
        : String.format(Locale.ROOT, "%s %s %s", sign, Tables.number(limit), unit).strip();
  }
}
