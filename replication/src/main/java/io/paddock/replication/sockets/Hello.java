package io.paddock.replication.sockets;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The first frame in each direction: the dialler says who it is and whom it wants, the other one
 * answers the same way, or says why not. All numbers are big-endian (docs/peer-protocol.md).
 *
 * <pre>
 * magic        int   "PDKP"
 * version      byte  1
 * verdict      byte  0 welcome, 1 refused
 * from         int   id of the sender
 * to           int   id of the member that the sender wants
 * incarnation  long  of the sender
 * ensemble     long  id of the ensemble that the sender belongs to; 0 if it does not know one
 * reason             UTF-8 to the end of the frame; only when refused
 * </pre>
 */
record Hello(int from, int to, long incarnation, long ensemble, String refusal) {
  static final int MAGIC = 0x50444b50;
  static final int VERSION = 1;

  /** No hello is longer, the length not counted. */
  static final int BYTES_MAX = 1024;

  /** None is shorter. */
  static final int BYTES_MIN = 30;

  private static final int MAGIC_BYTES = 5;

  /** A hello that welcomes. */
  Hello(int from, int to, long incarnation, long ensemble) {
    this(from, to, incarnation, ensemble, "");
  }

  boolean isRefusal() {
    return !refusal.isEmpty();
  }

  /** Writes the frame; a reason that is too long is cut. */
  void write(ByteBuf out) {
    byte[] reason = refusal.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(reason.length, BYTES_MAX - BYTES_MIN);
    out.writeInt(BYTES_MIN + length);
    out.writeInt(MAGIC).writeByte(VERSION).writeByte(isRefusal() ? 1 : 0);
    out.writeInt(from).writeInt(to).writeLong(incarnation).writeLong(ensemble);
    out.writeBytes(reason, 0, length);
  }

  /**
   * Reads the frame's content.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static Hello read(ByteBuf in) {
    if (in.readableBytes() < MAGIC_BYTES || in.readInt() != MAGIC) {
      throw new IllegalArgumentException(NOT_OURS);
    }
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it speaks version "
              + version
              + " of the members' protocol, this server version "
              + VERSION
              + ": run the same release, or two that follow each other, on all members");
    }
    if (in.readableBytes() < BYTES_MIN - MAGIC_BYTES) {
      throw new IllegalArgumentException(NOT_OURS);
    }
    boolean refused = in.readByte() != 0;
    int from = in.readInt();
    int to = in.readInt();
    long incarnation = in.readLong();
    long ensemble = in.readLong();
    String reason = in.toString(StandardCharsets.UTF_8);
    if (!refused) {
      return new Hello(from, to, incarnation, ensemble);
    }
    return new Hello(from, to, incarnation, ensemble, reason.isEmpty() ? "no reason" : reason);
  }

  static final String NOT_OURS =
      "it does not speak the members' protocol; only Paddock servers of this ensemble may connect"
          + " to this port";
}
