package io.paddock.bench.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes one request frame field by field, for templates; the load itself never comes here.
 *
 * <p>Thread: confined to its caller. Source: spec/wire.md, sections 1, 2 and 5.
 */
final class FrameWriter {
  /** Offset of the xid in a frame with a RequestHeader. */
  static final int XID_OFFSET = Integer.BYTES;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  /** Starts a frame with a RequestHeader; the length and the xid are patched later. */
  static FrameWriter request(int opCode) {
    return new FrameWriter().int32(0).int32(0).int32(opCode);
  }

  /** Starts a frame without a RequestHeader, as the handshake is. */
  static FrameWriter bare() {
    return new FrameWriter().int32(0);
  }

  FrameWriter int32(int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
    return this;
  }

  FrameWriter int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  FrameWriter bool(boolean value) {
    out.write(value ? 1 : 0);
    return this;
  }

  FrameWriter buffer(byte[] value) {
    int32(value.length);
    out.writeBytes(value);
    return this;
  }

  FrameWriter string(String value) {
    return buffer(value.getBytes(StandardCharsets.UTF_8));
  }

  /** The ACL list that lets everybody do everything. */
  FrameWriter openAcl() {
    return int32(1).int32(31).string("world").string("anyone");
  }

  /** One header inside a multi request. */
  FrameWriter multiHeader(int opCode, boolean done) {
    return int32(opCode).bool(done).int32(-1);
  }

  /** Bytes written so far, the length prefix included: the offset of the next field. */
  int position() {
    return out.size();
  }

  /** The finished frame, its length prefix filled in. */
  byte[] toFrame() {
    byte[] frame = out.toByteArray();
    ByteBuffer.wrap(frame).putInt(0, frame.length - Integer.BYTES);
    return frame;
  }
}
