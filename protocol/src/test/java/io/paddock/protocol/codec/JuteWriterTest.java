package io.paddock.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Data;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class JuteWriterTest {
  @Test
  void fields_are_written_one_after_the_other() {
    JuteWriter out = new JuteWriter(0);
    out.writeByte(0x1ff).writeBoolean(true).writeBoolean(false);
    out.writeInt(-2).writeLong(3).writeString("a").writeData(Data.of("b"));
    out.writeStrings(List.of("c", "")).writeRaw(new byte[] {7, 8});
    assertThat(hex(out))
        .isEqualTo(
            "ff0100"
                + ("fffffffe" + "0000000000000003")
                + ("0000000161" + "0000000162")
                + ("00000002" + "0000000163" + "00000000")
                + "0708");
  }

  @Test
  void null_and_empty_are_kept_apart() {
    JuteWriter out = new JuteWriter();
    out.writeString(null).writeString("").writeData(null).writeData(Data.EMPTY);
    assertThat(hex(out)).isEqualTo("ffffffff00000000ffffffff00000000");
  }

  @Test
  void text_is_plain_utf8() {
    JuteWriter out = new JuteWriter();
    out.writeString("a\u0000\u007f").writeString("a\u0080\u4e2d").writeString("\ud83d\ude00");
    assertThat(hex(out)).isEqualTo("0000000361007f" + "0000000661c280e4b8ad" + "00000004f09f9880");
  }

  @Test
  void a_lone_surrogate_becomes_a_question_mark() {
    JuteWriter out = new JuteWriter();
    out.writeString("a\ud83d");
    assertThat(hex(out)).isEqualTo("00000002613f");
  }

  @Test
  void frames_follow_one_another_with_their_lengths() {
    JuteWriter out = new JuteWriter(1);
    int first = out.startFrame();
    out.writeLong(1);
    out.endFrame(first);
    int second = out.startFrame();
    out.endFrame(second);
    assertThat(hex(out)).isEqualTo("00000008" + "0000000000000001" + "00000000");
  }

  @Test
  void a_reset_writer_begins_again_in_the_same_array() {
    JuteWriter out = new JuteWriter(16);
    byte[] array = out.array();
    out.writeLong(1);
    out.reset();
    out.writeInt(2);
    assertThat(hex(out)).isEqualTo("00000002");
    assertThat(out.array()).isSameAs(array);
  }

  @Test
  void a_reset_gives_back_an_array_that_has_grown_beyond_the_limit() {
    JuteWriter out = new JuteWriter(8);
    out.writeLong(1);
    byte[] array = out.array();
    out.reset(8);
    assertThat(out.array()).isSameAs(array);
    out.writeLong(1).writeByte(2);
    assertThat(out.array().length).isGreaterThan(8);
    out.reset(8);
    assertThat(out.array()).hasSize(8);
    assertThat(out.position()).isZero();
  }

  @Test
  void what_was_written_last_can_be_taken_back() {
    JuteWriter out = new JuteWriter();
    out.writeInt(1).writeInt(2);
    out.truncate(8);
    out.truncate(4);
    assertThat(hex(out)).isEqualTo("00000001");
    out.truncate(0);
    assertThat(out.position()).isZero();
    assertThatThrownBy(() -> out.truncate(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> out.truncate(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void only_what_was_written_can_be_overwritten() {
    JuteWriter out = new JuteWriter(16);
    out.writeInt(1).writeInt(2);
    out.setInt(4, 3);
    assertThat(hex(out)).isEqualTo("0000000100000003");
    assertThatThrownBy(() -> out.setInt(5, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> out.setInt(-1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void growing_keeps_what_was_written() {
    JuteWriter out = new JuteWriter(1);
    byte[] big = new byte[5000];
    out.writeInt(7).writeData(Data.of(big)).writeString("x".repeat(9000));
    assertThat(hex(out)).startsWith("00000007" + "00001388" + "0000").endsWith("7878");
    assertThat(out.position()).isEqualTo(4 + 4 + 5000 + 4 + 9000);
  }

  private static String hex(JuteWriter out) {
    return HexFormat.of().formatHex(out.toBytes());
  }
}
