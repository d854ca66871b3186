package io.paddock.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.testgen.Seeded;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Random bytes give a message or the right error, never another exception, and never an object that
 * is large compared to them.
 */
class GarbageTest {
  private static final int RUNS = 20_000;
  private static final int BYTES_MAX = 400;

  // What the objects of a message may take for each of its bytes: an entry of a vector that holds
  // nothing but empty strings is the worst.
  private static final int ALLOCATED_PER_BYTE_MAX = 100;
  private static final int ALLOCATED_MIN = 100_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void random_bytes_are_a_request_or_refused() {
    Seeded.check(
        "requests",
        RUNS,
        r -> {
          byte[] bytes = r.bytesUpTo(BYTES_MAX);
          readRequest(r.chance(90) ? r.pick(OpCode.values()).code() : r.anyInt(), bytes);
        });
  }

  @Test
  void a_damaged_request_is_a_request_or_refused() {
    Seeded.check(
        "damaged requests",
        RUNS,
        r -> {
          OpCode op = r.pick(OpCode.values());
          JuteWriter out = new JuteWriter();
          RequestCodec.write(out, Messages.request(r, op));
          readRequest(op.code(), damaged(r, out.toBytes()));
        });
  }

  @Test
  void a_damaged_reply_is_a_reply_or_refused() {
    Seeded.check(
        "damaged replies",
        RUNS,
        r -> {
          OpCode op = r.pick(OpCode.values());
          JuteWriter out = new JuteWriter();
          ReplyCodec.write(out, Messages.reply(r, op));
          readReply(op, r.chance(90) ? damaged(r, out.toBytes()) : r.bytesUpTo(BYTES_MAX));
        });
  }

  @Test
  void a_damaged_handshake_is_a_handshake_or_closes_the_connection() {
    Seeded.check(
        "damaged handshakes",
        RUNS,
        r -> {
          JuteWriter out = new JuteWriter();
          boolean fromClient = r.flip();
          if (fromClient) {
            ConnectCodec.write(out, Messages.connectRequest(r));
          } else {
            ConnectCodec.write(out, Messages.connectResponse(r));
          }
          byte[] bytes = damaged(r, out.toBytes());
          try {
            JuteReader in = new JuteReader(bytes, Math.min(4, bytes.length), bytes.length);
            assertThat(fromClient ? ConnectCodec.readRequest(in) : ConnectCodec.readResponse(in))
                .isNotNull();
          } catch (ProtocolException e) {
            assertThat(e.answer()).isNull();
            assertThat(e.closes()).isTrue();
          }
        });
  }

  @Test
  void a_huge_count_or_length_anywhere_allocates_nothing_for_it() {
    Seeded.check(
        "huge lengths",
        RUNS,
        r -> {
          OpCode op = r.pick(OpCode.values());
          JuteWriter out = new JuteWriter();
          RequestCodec.write(out, Messages.request(r, op));
          if (out.position() >= 4) {
            out.setInt(r.below(out.position() - 3), r.between(0x0100_0000, Integer.MAX_VALUE));
          }
          readRequest(op.code(), out.toBytes());
        });
  }

  private static void readRequest(int type, byte[] bytes) {
    checkAllocated(bytes, () -> RequestCodec.read(type, reader(bytes)));
    try {
      Request request = RequestCodec.read(type, reader(bytes));
      assertThat(request.op().code()).isEqualTo(type);
    } catch (ProtocolException e) {
      boolean unknown = OpCode.of(type) == null || type == OpCode.CHECK.code();
      assertThat(e.answer())
          .isEqualTo(unknown ? ErrorCode.UNIMPLEMENTED : ErrorCode.MARSHALLING_ERROR);
      assertThat(e.closes()).isEqualTo(unknown);
      assertThat(e).hasMessageMatching("(?s).*(at byte \\d+|clients may ask for)");
    }
  }

  private static void readReply(OpCode op, byte[] bytes) {
    checkAllocated(bytes, () -> ReplyCodec.read(op, reader(bytes)));
    try {
      Reply reply = ReplyCodec.read(op, reader(bytes));
      assertThat(reply).isNotNull();
    } catch (ProtocolException e) {
      assertThat(e.answer()).isEqualTo(ErrorCode.MARSHALLING_ERROR);
    }
  }

  private static JuteReader reader(byte[] bytes) {
    return new JuteReader(bytes, 0, bytes.length);
  }

  /** Reads something. */
  private interface Reading {
    Object read() throws ProtocolException;
  }

  // The second time: the first one may load classes, which takes more than any message.
  private static void checkAllocated(byte[] bytes, Reading reading) {
    tryToRead(reading);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    tryToRead(reading);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(ALLOCATED_MIN + (long) ALLOCATED_PER_BYTE_MAX * bytes.length);
  }

  private static void tryToRead(Reading reading) {
    try {
      Object unused = reading.read();
    } catch (ProtocolException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  /** With some bytes changed, and perhaps cut short or longer. */
  private static byte[] damaged(Seeded r, byte[] bytes) {
    int length = r.chance(70) ? bytes.length : r.below(bytes.length + 8);
    byte[] damaged = java.util.Arrays.copyOf(bytes, length);
    for (int i = r.below(4); i > 0 && length > 0; i--) {
      damaged[r.below(length)] =
          (byte) (r.flip() ? r.anyInt() : r.pick(0, 1, 0x7f, 0x80, 0xff).intValue());
    }
    return damaged;
  }
}
