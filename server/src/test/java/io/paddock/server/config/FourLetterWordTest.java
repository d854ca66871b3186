package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourLetterWordTest {
  @ParameterizedTest
  @EnumSource
  void a_word_is_recognised_by_its_first_four_bytes(FourLetterWord word) {
    assertThat(FourLetterWord.of(asInt(word.text()))).isSameAs(word);
    assertThat(FourLetterWord.named(word.text())).isSameAs(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd", "reqs", "kill", "RUOK"})
  void other_letters_are_no_word(String letters) {
    assertThat(FourLetterWord.of(asInt(letters))).isNull();
    assertThat(FourLetterWord.named(letters)).isNull();
  }

  @Test
  void a_frame_length_and_the_end_of_a_telnet_are_no_word() {
    assertThat(FourLetterWord.of(45)).isNull();
    assertThat(FourLetterWord.of(FourLetterWord.TELNET_CLOSE)).isNull();
  }

  @Test
  void only_stmk_has_an_argument() {
    assertThat(FourLetterWord.STMK.argumentBytes()).isEqualTo(8);
    assertThat(FourLetterWord.SRVR.argumentBytes()).isZero();
  }

  private static int asInt(String letters) {
    return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
  }
}
