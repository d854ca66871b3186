package io.paddock.state.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import io.paddock.state.command.Command;
import io.paddock.testgen.Seeded;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void every_command_comes_back_as_it_was() {
    Seeded.check(
        "command round trip",
        2_000,
        random -> {
          Command command = command(random);
          ByteBuffer bytes = ByteBuffer.wrap(encode(command));

          assertThat(CommandCodec.decode(bytes)).isEqualTo(command);
          assertThat(bytes.hasRemaining()).isFalse();
        });
  }

  @Test
  void the_bytes_of_a_set_data_never_change() {
    Command command = new Command.SetData(0x0100_0018_fac9_0000L, "/a", Data.of("hi"), -1);

    byte[] bytes = HEX.parseHex("07" + "01000018fac90000" + "052f61" + "036869" + "01");

    assertThat(encode(command)).isEqualTo(bytes);
  }

  @Test
  void the_bytes_of_a_create_never_change() {
    Command command =
        new Command.Create(
            1, "/a", null, List.of(new Acl(31, Id.ANYONE)), CreateMode.PERSISTENT_WITH_TTL, 300);

    byte[] bytes = HEX.parseHex("05" + "0000000000000001" + "052f61" + "00" + "01" + "05" + "ac02");

    assertThat(encode(command)).isEqualTo(bytes);
  }

  @Test
  void the_bytes_of_a_multi_never_change() {
    Command command =
        new Command.Multi(
            1, List.of(new Command.Check(1, "/a", 3), new Command.Delete(1, "/b", -2)));

    byte[] bytes =
        HEX.parseHex("0a" + "0000000000000001" + "02" + "09052f6106" + "06" + "052f6203");

    assertThat(encode(command)).isEqualTo(bytes);
  }

  @Test
  void a_command_that_ends_too_early_is_refused_wherever_it_ends() {
    Seeded.check(
        "truncated command",
        200,
        random -> {
          byte[] bytes = encode(command(random));
          for (int size = 0; size < bytes.length; size++) {
            ByteBuffer part = ByteBuffer.wrap(bytes, 0, size);
            assertThatThrownBy(() -> CommandCodec.decode(part))
                .isInstanceOf(MalformedCommandException.class);
          }
        });
  }

  @Test
  void random_bytes_are_a_command_or_refused() {
    Seeded.check(
        "garbage command",
        20_000,
        random -> {
          byte[] bytes = random.bytesUpTo(64);
          if (bytes.length > 0) {
            bytes[0] = (byte) random.between(0, 12);
          }
          try {
            CommandCodec.decode(ByteBuffer.wrap(bytes));
          } catch (MalformedCommandException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
          }
        });
  }

  @Test
  void a_length_beyond_the_end_is_refused_before_anything_is_allocated() {
    byte[] bytes = HEX.parseHex("03" + "0000000000000001" + "ff");
    bytes[0] = 7; // setData with a path of 2^62 bytes
    ByteBuffer in = ByteBuffer.allocate(30).put(bytes);
    in.put(HEX.parseHex("ffffffffffffff7f")).rewind();

    assertThatThrownBy(() -> CommandCodec.decode(in))
        .isInstanceOf(MalformedCommandException.class)
        .hasMessageContaining("bytes left")
        .hasMessageContaining("at byte 18");
  }

  @Test
  void an_unknown_kind_is_refused_with_its_number() {
    assertThatThrownBy(() -> CommandCodec.decode(ByteBuffer.wrap(new byte[] {99, 0, 0})))
        .isInstanceOf(MalformedCommandException.class)
        .hasMessage("at byte 1 of the command: there is no command with the number 99");
  }

  @Test
  void a_buffer_that_is_too_small_overflows() {
    Command command = new Command.SetData(1, "/a", Data.of("hi"), -1);

    assertThatThrownBy(() -> CommandCodec.encode(command, ByteBuffer.allocate(15)))
        .isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void texts_that_no_utf8_can_hold_come_back_too() {
    Command command = new Command.Delete(1, "/a\ud800b\udc00\ud800\udc00?\u00e9", 1);

    assertThat(CommandCodec.decode(ByteBuffer.wrap(encode(command)))).isEqualTo(command);
  }

  private static byte[] encode(Command command) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    CommandCodec.encode(command, buffer);
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Command command(Seeded random) {
    long session = random.anyLong();
    return switch (random.below(10)) {
      case 0 -> new Command.CreateSession(session, someData(random), random.anyInt(), ids(random));
      case 1 -> new Command.AttachSession(session, someData(random), random.anyInt(), ids(random));
      case 2 -> new Command.CloseSession(session);
      case 3 -> new Command.AddIdentity(session, id(random));
      case 4 -> new Command.SetAcl(session, random.nasty(9), acl(random), random.anyInt());
      case 5 -> new Command.Multi(session, random.list(9, r -> step(r, session)));
      case 6 -> new Command.DeleteIdle(random.nasty(9), random.anyLong());
      case 7 -> new Command.ProposeMembers(session, random.anyLong(), random.nasty(30));
      case 8 ->
          new Command.SettleMembers(
              random.anyLong(), random.nasty(30), random.pick(ErrorCode.values()));
      default -> step(random, session);
    };
  }

  private static Command.Step step(Seeded random, long session) {
    String path = random.nasty(12);
    return switch (random.below(4)) {
      case 0 ->
          new Command.Create(
              session,
              path,
              random.orNull(20, CommandCodecTest::someData),
              acl(random),
              random.pick(CreateMode.values()),
              random.anyLong());
      case 1 -> new Command.Delete(session, path, random.anyInt());
      case 2 ->
          new Command.SetData(
              session, path, random.orNull(20, CommandCodecTest::someData), random.anyInt());
      default -> new Command.Check(session, path, random.anyInt());
    };
  }

  private static Data someData(Seeded random) {
    return Data.of(random.bytesUpTo(300));
  }

  private static @Nullable List<Acl> acl(Seeded random) {
    return switch (random.below(3)) {
      case 0 -> null;
      case 1 -> List.of(new Acl(Acl.ALL, Id.ANYONE));
      default -> random.list(4, r -> new Acl(r.anyInt(), id(r)));
    };
  }

  private static List<Id> ids(Seeded random) {
    return random.list(4, CommandCodecTest::id);
  }

  private static Id id(Seeded random) {
    return new Id(random.orNull(10, r -> r.nasty(5)), random.orNull(10, r -> r.nasty(9)));
  }
}
