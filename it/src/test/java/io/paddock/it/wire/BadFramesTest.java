package io.paddock.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.junit.PaddockExtension;
import io.paddock.testkit.script.Received;
import io.paddock.testkit.script.WireClient;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** spec/wire.md, sections 1, 2, 7 and 10. After each test the server must serve as before. */
class BadFramesTest {
  private static final int FRAME_BYTES_MAX = 5000;

  @RegisterExtension
  static final PaddockExtension PADDOCK =
      new PaddockExtension().with("jute.maxbuffer", Integer.toString(FRAME_BYTES_MAX));

  @AfterEach
  void serverStillServes() {
    try (WireClient other = open()) {
      assertThat(other.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
    }
  }

  @ParameterizedTest
  @MethodSource("io.paddock.it.wire.Frames#oneOfEach")
  void a_request_that_ends_too_early_is_refused_and_the_connection_stays(Request request) {
    byte[] whole = Frames.of(5, request);
    try (WireClient client = open()) {
      for (int length = 8; length < whole.length - 4; length++) {
        client.sendRaw(Frames.cut(whole, length));
        client.expect(request.op());
        Received reply = client.receive();
        assertThat(reply.header().xid()).isEqualTo(5);
        assertThat(reply.error())
            .as("%s cut to %d bytes", request, length)
            .isEqualTo(ErrorCode.MARSHALLING_ERROR);
      }
      assertThat(client.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
    }
  }

  @ParameterizedTest
  @MethodSource("io.paddock.it.wire.Frames#oneOfEach")
  void a_length_inside_a_request_that_cannot_be_does_no_harm(Request request) {
    byte[] whole = Frames.of(5, request);
    try (WireClient client = open()) {
      // Every place where a length, a count or a number may be, as negative and as huge.
      for (int at = 12; at + 4 <= whole.length; at++) {
        for (int value : new int[] {-2, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x00ffffff}) {
          byte[] bad = whole.clone();
          for (int i = 0; i < 4; i++) {
            bad[at + i] = (byte) (value >>> (24 - 8 * i));
          }
          client.sendRaw(bad);
          client.expect(request.op());
          Received reply = client.receive();
          while (reply.header().xid() == ReplyHeader.EVENT_XID) {
            reply = client.receive();
          }
          assertThat(reply.header().xid()).isEqualTo(5);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, FRAME_BYTES_MAX + 1, Integer.MAX_VALUE, 0, 1, 7})
  void a_frame_length_out_of_bounds_closes_the_connection_without_a_word(int length) {
    try (WireClient client = open()) {
      client.sendRaw(Frames.withLength(new byte[12], length));

      client.receiveEnd();
    }
  }

  @Test
  void the_longest_frame_is_taken() {
    int overhead = Frames.of(1, Frames.create("/longest", "")).length - 4;
    String data = "x".repeat(FRAME_BYTES_MAX - overhead);
    byte[] frame = Frames.of(1, Frames.create("/longest", data));
    assertThat(frame.length - 4).isEqualTo(FRAME_BYTES_MAX);
    try (WireClient client = open()) {
      client.sendRaw(frame);
      client.expect(OpCode.CREATE);

      assertThat(client.receive().error()).isEqualTo(ErrorCode.OK);
    }
  }

  @Test
  void a_frame_may_come_byte_by_byte() throws Exception {
    try (WireClient client = open()) {
      for (byte each : Frames.of(9, new Request.GetData("/zookeeper", false))) {
        client.sendRaw(new byte[] {each});
        Thread.onSpinWait();
      }
      client.expect(OpCode.GET_DATA);

      assertThat(client.receive().header().xid()).isEqualTo(9);
    }
  }

  @Test
  void bytes_after_the_last_field_are_ignored() {
    byte[] frame = Frames.of(9, new Request.GetData("/zookeeper", false));
    byte[] longer =
        Frames.withLength(java.util.Arrays.copyOf(frame, frame.length + 50), frame.length + 46);
    try (WireClient client = open()) {
      client.sendRaw(longer);
      client.expect(OpCode.GET_DATA);

      assertThat(client.receive().error()).isEqualTo(ErrorCode.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10, 13, 23, 50, 99, 108, 1000, -10, -12, Integer.MAX_VALUE})
  void an_unknown_operation_is_refused_and_closes_the_connection(int type) {
    byte[] frame = Frames.cut(Frames.of(6, new Request.Ping()), 8);
    for (int i = 0; i < 4; i++) {
      frame[8 + i] = (byte) (type >>> (24 - 8 * i));
    }
    try (WireClient client = open()) {
      client.sendRaw(frame);
      client.send(new Request.Ping());
      client.expect(OpCode.PING);

      Received reply = client.receive();
      assertThat(reply.header()).isEqualTo(new ReplyHeader(6, -1, -6));
      client.receiveEnd();
    }
  }

  @Test
  void enums_that_are_none_are_refused_and_the_connection_stays() {
    try (WireClient client = open()) {
      for (OpCode op :
          new OpCode[] {OpCode.ADD_WATCH, OpCode.CHECK_WATCHES, OpCode.REMOVE_WATCHES}) {
        // xid 5, type, "/a", 9
        client.sendRaw(
            Frames.hex("00000012 00000005 %08x 00000002 2f61 00000009".formatted(op.code())));
        client.expect(op);
        assertThat(client.receive().error()).isEqualTo(ErrorCode.MARSHALLING_ERROR);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noise_after_the_handshake_does_no_harm(long seed) {
    Random random = new Random(seed);
    try (WireClient client = open()) {
      byte[] noise = new byte[20_000];
      random.nextBytes(noise);
      client.sendRaw(noise);
      client.receiveRest();
    } catch (java.io.UncheckedIOException closedWhileSending) {
      assertThat(closedWhileSending).hasMessageNotContaining("timed out");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void requests_with_any_bits_flipped_do_no_harm(long seed) {
    Random random = new Random(seed);
    for (Request each : Frames.oneOfEach()) {
      try (WireClient client = open()) {
        for (int i = 0; i < 20; i++) {
          byte[] frame = Frames.of(5, each);
          for (int flips = 0; flips < 3; flips++) {
            int at = 8 + random.nextInt(frame.length - 8);
            frame[at] ^= (byte) (1 << random.nextInt(8));
          }
          client.sendRaw(frame);
        }
        client.sendRaw(new byte[] {-1, -1, -1, -1});
        client.receiveRest();
      } catch (java.io.UncheckedIOException closedWhileSending) {
        assertThat(closedWhileSending).hasMessageNotContaining("timed out");
      }
    }
  }

  @Test
  void a_client_that_leaves_in_the_middle_of_a_frame_takes_only_that_frame_with_it() {
    try (WireClient client = open()) {
      client.send(Frames.create("/half", "1"));
      byte[] half = Frames.of(2, new Request.SetData("/half", Data.of("2"), -1));
      client.sendRaw(java.util.Arrays.copyOf(half, half.length - 1));
      client.receive();
    }
    try (WireClient other = open()) {
      assertThat(other.call(new Request.GetData("/half", false)).toString()).contains("version=0");
    }
  }

  private static WireClient open() {
    return WireClient.open(PADDOCK.server().address());
  }
}
