package io.paddock.server.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How fractions are written: at least one digit after the point, at most four, never an exponent.
 * Pure.
 */
final class Decimal {
  private static final int DIGITS = 4;

  private Decimal() {}

  static String text(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
    BigDecimal shortest = rounded.stripTrailingZeros();
    return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
  }
}
