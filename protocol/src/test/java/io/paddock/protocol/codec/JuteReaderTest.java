package io.paddock.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.testgen.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class JuteReaderTest {
  @Test
  void numbers_are_big_endian() throws ProtocolException {
    JuteReader in = reader("01 00000102 ffffffff 0102030405060708 8000000000000000");
    assertThat(in.readByte()).isEqualTo((byte) 1);
    assertThat(in.readInt()).isEqualTo(0x102);
    assertThat(in.readInt()).isEqualTo(-1);
    assertThat(in.readLong()).isEqualTo(0x0102030405060708L);
    assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.remaining()).isZero();
    assertThat(in.offset()).isEqualTo(25);
  }

  @Test
  void any_byte_but_0_is_true() throws ProtocolException {
    JuteReader in = reader("00 01 80 ff");
    assertThat(in.readBoolean()).isFalse();
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readBoolean()).isTrue();
  }

  @Test
  void null_and_empty_are_kept_apart() throws ProtocolException {
    JuteReader in = reader("ffffffff 00000000 ffffffff 00000000 ffffffff 00000000 fffffff9");
    assertThat(in.readString()).isNull();
    assertThat(in.readString()).isEmpty();
    assertThat(in.readData()).isNull();
    assertThat(in.readData()).isSameAs(Data.EMPTY);
    assertThat(in.count(4)).isEqualTo(JuteReader.NULL);
    assertThat(in.count(4)).isZero();
    assertThat(in.count(4)).isZero();
  }

  @Test
  void a_length_of_all_that_is_left_is_good_and_one_more_is_not() throws ProtocolException {
    assertThat(reader("00000002 6162").readString()).isEqualTo("ab");
    assertThat(reader("00000002 6162").readData()).isEqualTo(Data.of("ab"));
    assertRefused(() -> reader("00000003 6162").readString(), "string of 3 bytes, with 2 left");
    assertRefused(() -> reader("00000003 6162").readData(), "buffer of 3 bytes, with 2 left");
    assertRefused(() -> reader("fffffffe 6162").readData(), "buffer of -2 bytes, with 2 left");
  }

  @Test
  void a_count_of_all_that_could_fit_is_good_and_one_more_is_not() throws ProtocolException {
    assertThat(reader("00000002 0000000000000000").count(4)).isEqualTo(2);
    assertThat(reader("00000002 000000000000000000").count(4)).isEqualTo(2);
    assertRefused(
        () -> reader("00000002 00000000000000").count(4),
        "vector of 2 elements of at least 4 bytes, with 7 left");
  }

  @Test
  void a_field_of_the_limit_is_good_and_one_byte_more_is_not() throws ProtocolException {
    JuteReader in = new JuteReader(new FrameLimits(8, 2));
    assertThat(in.wrap(bytes("00000002 6162"), 0, 6).readString()).isEqualTo("ab");
    assertRefused(
        () -> in.wrap(bytes("00000003 616263"), 0, 7).readString(), "string of 3 bytes, limit 2");
    assertRefused(
        () -> in.wrap(bytes("00000003 616263"), 0, 7).readData(), "buffer of 3 bytes, limit 2");
  }

  @Test
  void nothing_outside_the_part_is_read() {
    byte[] bytes = bytes("00000001 61 62 63");
    assertRefused(
        () -> new JuteReader(bytes, 0, 3).readInt(),
        "the message ends where 4 bytes are needed and 3 are left, at byte 0");
    assertRefused(() -> new JuteReader(bytes, 0, 4).readString(), "string of 1 bytes");
    assertRefused(() -> new JuteReader(bytes, 5, 5).readByte(), "1 bytes are needed and 0");
    assertRefused(() -> new JuteReader(bytes, 0, 7).readLong(), "8 bytes are needed and 7");
  }

  @Test
  void a_new_reader_has_nothing_to_read() {
    assertThat(new JuteReader(FrameLimits.DEFAULT).remaining()).isZero();
  }

  @Test
  void a_part_must_lie_within_the_array() {
    byte[] bytes = new byte[4];
    for (int[] part : new int[][] {{-1, 2}, {3, 2}, {0, 5}}) {
      assertThatThrownBy(() -> new JuteReader(bytes, part[0], part[1]))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining(part[0] + ".." + part[1] + " of 4 bytes");
    }
  }

  @Test
  void offsets_count_from_the_start_of_the_part() {
    JuteReader in = new JuteReader(bytes("0000 00000001 00"), 2, 7);
    assertRefused(
        () -> {
          assertThat(in.readInt()).isEqualTo(1);
          in.readInt();
        },
        "at byte 4");
  }

  @Test
  void what_was_read_does_not_change_with_the_array() throws ProtocolException {
    byte[] bytes = bytes("00000001 61 00000001 62");
    JuteReader in = new JuteReader(bytes, 0, bytes.length);
    String text = in.readText("text");
    Data data = in.readData();
    java.util.Arrays.fill(bytes, (byte) 0);
    assertThat(text).isEqualTo("a");
    assertThat(data).isEqualTo(Data.of("b"));
  }

  @Test
  void a_missing_text_is_refused_by_its_name() {
    assertRefused(() -> reader("ffffffff").readText("path"), "path is null, at byte 4");
    assertRefused(() -> reader("ffffffff").readTexts("paths"), "paths is null, at byte 4");
    assertRefused(() -> reader("00000001 ffffffff").readTexts("paths"), "paths is null, at byte 8");
  }

  @Test
  void texts_are_read_in_order() throws ProtocolException {
    assertThat(reader("00000002 00000001 61 00000000").readTexts("texts")).containsExactly("a", "");
    assertThat(reader("fffffffe").readTexts("texts")).isEmpty();
  }

  @Test
  void two_surrogates_of_three_bytes_are_one_character() throws ProtocolException {
    // U+10000, U+1F600, U+10FFFF, in CESU-8
    assertThat(text("eda080edb080")).isEqualTo("\ud800\udc00");
    assertThat(text("61eda0bdedb88062")).isEqualTo("a\ud83d\ude00b");
    assertThat(text("edafbfedbfbf")).isEqualTo("\udbff\udfff");
    assertThat(text("eda0bdedb880eda0bdedb880")).isEqualTo("\ud83d\ude00\ud83d\ude00");
  }

  @Test
  void half_of_a_surrogate_pair_is_replaced() throws ProtocolException {
    assertThat(text("61eda0bd62")).isEqualTo("a\ufffdb");
    assertThat(text("edb880eda0bd")).isEqualTo("\ufffd\ufffd");
    assertThat(text("eda0bdeda0bd")).isEqualTo("\ufffd\ufffd");
    assertThat(text("eda0bdedb8")).startsWith("\ufffd");
    assertThat(text("eda0bd61b880")).startsWith("\ufffda");
    assertThat(text("eda041edb880")).contains("A").contains("\ufffd");
    assertThat(text("eda0bdedb841")).contains("A").contains("\ufffd");
    assertThat(text("eda0bded9880")).isEqualTo("\ufffd\ud600");
    byte[] cut = bytes("61eda0bdedb8");
    assertThat(SurrogateBytes.decode(cut, 0, cut.length)).startsWith("a\ufffd");
    assertThat(text("e0a080ff61626364")).isEqualTo("\u0800\ufffdabcd");
  }

  @Test
  void malformed_bytes_are_replaced_as_the_jdk_does() {
    Seeded.check(
        "malformed",
        5000,
        r -> {
          byte[] bytes = r.bytesUpTo(40);
          JuteWriter out = new JuteWriter();
          out.writeData(Data.of(bytes));
          String text = new JuteReader(out.array(), 0, out.position()).readString();
          assertThat(text).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        });
  }

  @Test
  void a_given_part_is_passed_over_only_if_it_is_there() throws ProtocolException {
    JuteReader in = reader("010203");
    assertThat(in.skipIf(bytes("0103"))).isFalse();
    assertThat(in.skipIf(bytes("01020304"))).isFalse();
    assertThat(in.offset()).isZero();
    assertThat(in.skipIf(bytes("0102"))).isTrue();
    assertThat(in.readByte()).isEqualTo((byte) 3);
  }

  private static String text(String hex) throws ProtocolException {
    byte[] bytes = bytes(hex);
    JuteWriter out = new JuteWriter();
    out.writeData(Data.of(bytes));
    return new JuteReader(out.array(), 0, out.position()).readText("text");
  }

  private static JuteReader reader(String hex) {
    byte[] bytes = bytes(hex);
    return new JuteReader(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String why) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.answer()).isEqualTo(ErrorCode.MARSHALLING_ERROR);
              assertThat(e.closes()).isFalse();
            })
        .hasMessageContaining(why);
  }
}
