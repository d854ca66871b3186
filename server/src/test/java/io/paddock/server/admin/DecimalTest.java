package io.paddock.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "2, 2.0",
    "0.64655, 0.6466",
    "0.64654, 0.6465",
    "0.5, 0.5",
    "0.00001, 0.0",
    "100, 100.0",
    "123456789.5, 123456789.5",
    "1e15, 1000000000000000.0"
  })
  void fractions_have_one_to_four_digits_and_no_exponent(double value, String text) {
    assertThat(Decimal.text(value)).isEqualTo(text);
  }
}
