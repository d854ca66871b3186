package io.paddock.replication.peer.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The first frame in each direction: the dialler says who it is and whom it wants, the other one
 * answers the same way, or says why not. All numbers are big-endian.
 *
 * <pre>
 * magic        int   "PDKP"
 * version      byte  1
 * verdict      byte  0 welcome, 1 refused
 * from         int   id of the sender
 * to           int   id of the member that the sender wants
 * incarnation  long  of the sender
 * reason             UTF-8 to the end of the frame; only when refused
 * </pre>
 */
record Hello(int from, int to, long incarnation, String refusal) {
  static final int MAGIC = 0x50444b50;
  static final int VERSION = 1;

  /** No hello is longer. */
  static final int BYTES_MAX = 1024;

  private static final int FIXED_BYTES = 22;

  /** A hello that welcomes. */
  Hello(int from, int to, long incarnation) {
    this(from, to, incarnation, "");
  }

  boolean isRefusal() {
    return !refusal.isEmpty();
  }

  void write(ByteBuf out) {
    byte[] reason = refusal.getBytes(StandardCharsets.UTF_8);
    out.writeInt(FIXED_BYTES + reason.length);
    out.writeInt(MAGIC).writeByte(VERSION).writeByte(isRefusal() ? 1 : 0);
    out.writeInt(from).writeInt(to).writeLong(incarnation).writeBytes(reason);
  }

  /**
   * Reads the frame's content.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static Hello read(ByteBuf in) {
    if (in.readableBytes() < FIXED_BYTES || in.readInt() != MAGIC) {
      throw new IllegalArgumentException("it does not speak the members' protocol");
    }
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it speaks version " + version + " of the members' protocol, this server " + VERSION);
    }
    boolean refused = in.readByte() != 0;
    int from = in.readInt();
    int to = in.readInt();
    long incarnation = in.readLong();
    String reason = in.toString(StandardCharsets.UTF_8);
    return new Hello(from, to, incarnation, refused && reason.isEmpty() ? "refused" : reason);
  }
}
