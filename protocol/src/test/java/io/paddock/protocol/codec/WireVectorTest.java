package io.paddock.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.RequestHeader;
import io.paddock.protocol.message.WatchEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireVectorTest {
  private static final List<WireVector> ALL = WireVector.all();

  static Stream<WireVector> good() {
    return ALL.stream().filter(v -> v.mark() != '!');
  }

  static Stream<WireVector> canonical() {
    return ALL.stream().filter(v -> v.mark() == '=');
  }

  static Stream<WireVector> refused() {
    return ALL.stream().filter(v -> v.mark() == '!');
  }

  @Test
  void every_length_prefix_covers_its_frame() {
    assertThat(ALL)
        .isNotEmpty()
        .allSatisfy(
            v ->
                assertThat(new JuteReader(v.bytes().toBytes(), 0, 4).readInt())
                    .isEqualTo(v.length()));
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_frame_says_what_its_text_says(WireVector vector) throws ProtocolException {
    assertThat(read(vector, vector.reader(vector.length())).text()).isEqualTo(vector.text());
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void what_was_read_is_written_as_the_same_bytes(WireVector vector) throws ProtocolException {
    JuteWriter out = new JuteWriter(1);
    out.writeLong(-1); // something before it
    read(vector, vector.reader(vector.length())).write(out);
    byte[] written = out.toBytes();
    assertThat(Arrays.copyOfRange(written, 8, written.length)).isEqualTo(vector.bytes().toBytes());
  }

  @ParameterizedTest
  @MethodSource("good")
  void every_truncation_is_refused(WireVector vector) {
    boolean lastByteOptional = vector.isHandshake() && !vector.text().contains("readOnly=null");
    int whole = lastByteOptional ? vector.length() - 1 : vector.length();
    // Bytes beyond an error's header are not looked at.
    int looked = vector.text().endsWith("MARSHALLING_ERROR") ? ReplyHeader.BYTES : whole;
    for (int length = 0; length < looked; length++) {
      JuteReader in = vector.reader(length);
      ProtocolException e = catchThrowableOfType(ProtocolException.class, () -> read(vector, in));
      assertThat(e).as("cut to %d bytes", length).isNotNull();
      boolean closes = vector.isHandshake() || (vector.fromClient() && length < 8);
      assertThat(e.closes()).isEqualTo(closes);
      assertThat(e.answer()).isEqualTo(closes ? null : ErrorCode.MARSHALLING_ERROR);
      assertThat(in.offset()).isLessThanOrEqualTo(length);
    }
  }

  @Test
  void a_handshake_without_its_last_byte_is_an_old_one() {
    assertThat(good().filter(WireVector::isHandshake))
        .isNotEmpty()
        .allSatisfy(
            v -> {
              int whole = v.text().contains("readOnly=null") ? v.length() : v.length() - 1;
              assertThat(read(v, v.reader(whole)).text()).contains("readOnly=null");
            });
  }

  @ParameterizedTest
  @MethodSource("good")
  void bytes_after_the_last_field_are_ignored(WireVector vector) throws ProtocolException {
    if (vector.text().contains("readOnly=null")) {
      return; // there the next byte is a field
    }
    JuteReader in = vector.reader(vector.length() + 4);
    assertThat(read(vector, in).text()).isEqualTo(vector.text());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_bad_frame_is_refused_with_its_reason(WireVector vector) {
    JuteReader in = vector.reader(vector.length());
    assertThatThrownBy(() -> read(vector, in))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              String answer = e.answer() == null ? "" : e.answer() + " ";
              String close = e.closes() ? "close " : "";
              assertThat(answer + close + e.getMessage()).isEqualTo(vector.text());
            });
  }

  @Test
  void every_operation_has_vectors_of_both_directions() {
    for (OpCode op : OpCode.values()) {
      List<WireVector> vectors =
          ALL.stream().filter(v -> v.file().equals(op.name().toLowerCase(Locale.ROOT))).toList();
      assertThat(vectors).as(op.name()).anyMatch(v -> v.fromClient() && v.mark() == '=');
      assertThat(vectors).as(op.name()).anyMatch(v -> !v.fromClient() && v.mark() == '=');
    }
  }

  @Test
  void every_error_code_has_a_vector() {
    for (ErrorCode error : ErrorCode.values()) {
      String end = error == ErrorCode.OK ? "Empty[]" : " " + error;
      assertThat(canonical()).as(error.name()).anyMatch(v -> v.text().endsWith(end));
    }
  }

  /** What was read, as text, and how it is written again. */
  private record Message(String text, Consumer<JuteWriter> writer) {
    void write(JuteWriter out) {
      writer.accept(out);
    }
  }

  private static Message read(WireVector vector, JuteReader in) throws ProtocolException {
    if (vector.isHandshake()) {
      return vector.fromClient() ? readConnect(in) : readConnected(in);
    }
    return vector.fromClient() ? readRequest(in) : readReply(vector, in);
  }

  private static Message readConnect(JuteReader in) throws ProtocolException {
    ConnectRequest request = ConnectCodec.readRequest(in);
    return new Message(request.toString(), out -> ConnectCodec.write(out, request));
  }

  private static Message readConnected(JuteReader in) throws ProtocolException {
    ConnectResponse response = ConnectCodec.readResponse(in);
    return new Message(response.toString(), out -> ConnectCodec.write(out, response));
  }

  private static Message readRequest(JuteReader in) throws ProtocolException {
    RequestHeader header = RequestCodec.readHeader(in);
    Request request = RequestCodec.read(header.type(), in);
    assertThat(request.op().code()).isEqualTo(header.type());
    return new Message(
        "xid " + header.xid() + " " + request,
        out -> RequestCodec.writeFrame(out, header.xid(), request));
  }

  private static Message readReply(WireVector vector, JuteReader in) throws ProtocolException {
    ReplyHeader header = ReplyCodec.readHeader(in);
    String start = "xid " + header.xid() + " zxid " + header.zxid() + " ";
    if (header.xid() == ReplyHeader.EVENT_XID) {
      WatchEvent event = ReplyCodec.readEvent(in);
      return new Message(
          start + event,
          out -> ReplyCodec.writeEvent(out, header.zxid(), Objects.requireNonNull(event)));
    }
    if (header.err() != 0) {
      ErrorCode error = ErrorCode.of(header.err());
      return new Message(
          start + error, out -> ReplyCodec.writeError(out, header.xid(), header.zxid(), error));
    }
    WireVector request = Objects.requireNonNull(vector.request(), vector.toString());
    JuteReader asked = request.reader(request.length());
    OpCode op = RequestCodec.read(RequestCodec.readHeader(asked).type(), asked).op();
    Reply reply = ReplyCodec.read(op, in);
    return new Message(
        start + reply, out -> ReplyCodec.writeFrame(out, header.xid(), header.zxid(), reply));
  }
}
