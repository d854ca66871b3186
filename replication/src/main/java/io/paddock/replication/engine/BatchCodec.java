package io.paddock.replication.engine;

import io.paddock.state.codec.CommandCodec;
import io.paddock.state.codec.MalformedCommandException;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import io.paddock.state.origin.Origins;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Batches ↔ the data of a log entry. All numbers are big-endian.
 *
 * <pre>
 * the head, which the leader fills in:
 * version      byte  2
 * rules        byte  bit 0 skipAcl, 1 enforceQuota, 2 saslAcls, 3 x509Acls
 * timeMs       long
 * crc          int   CRC32C of the head
 * the part, which comes from the origin and is not changed any more:
 * origin       int
 * incarnation  long
 * batch        long
 * count        int
 * commands           one after the other, as the state's codec writes them
 * crc          int   CRC32C of the part
 * </pre>
 *
 * <p>The checksums go with the batch from the origin's and the leader's memory to every member's
 * applier; the log has its own besides.
 *
 * <p>Thread: one at a time for writing, because it keeps a buffer; any for what is static.
 */
final class BatchCodec {
  static final int VERSION = 2;

  /** Size of the head. */
  static final int HEAD_BYTES = 14;

  private static final int HEAD_CRC_AT = 10;
  private static final int COUNT_AT = 20; // in the part
  private static final int COMMANDS_AT = 24;
  private static final int CRC_BYTES = 4;
  private static final int START_BYTES = 64 << 10;
  private static final int KEPT_BYTES_MAX = 4 << 20;

  private ByteBuffer buffer = ByteBuffer.allocate(START_BYTES);
  private int count;

  /** Begins a batch. */
  void begin(Origins.Mark mark) {
    if (buffer.capacity() > KEPT_BYTES_MAX) {
      buffer = ByteBuffer.allocate(START_BYTES);
    }
    count = 0;
    buffer.clear();
    buffer.putInt(mark.origin()).putLong(mark.incarnation()).putLong(mark.batch()).putInt(0);
  }

  /** Adds a command and returns the size of the batch so far, in bytes. */
  int add(Command command) {
    int start = buffer.position();
    while (true) {
      try {
        CommandCodec.encode(command, buffer);
        count++;
        return buffer.position();
      } catch (BufferOverflowException e) {
        ByteBuffer larger = ByteBuffer.allocate(Math.multiplyExact(buffer.capacity(), 2));
        buffer = larger.put(buffer.position(start).flip());
      }
    }
  }

  /** Ends the batch and returns its bytes behind room for the head; they are the caller's. */
  ByteBuffer end() {
    int length = buffer.position();
    buffer.putInt(COUNT_AT, count);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + length + CRC_BYTES);
    bytes.position(HEAD_BYTES).put(buffer.flip());
    bytes.putInt(crcOf(bytes, HEAD_BYTES, HEAD_BYTES + length));
    return bytes.flip();
  }

  /** The bytes of a part that came from elsewhere, behind room for the head. */
  static ByteBuffer withRoom(ByteBuffer part) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + part.remaining());
    return bytes.position(HEAD_BYTES).put(part.duplicate()).flip();
  }

  /** The part of a batch with its head. */
  static ByteBuffer part(ByteBuffer bytes) {
    return bytes.slice(HEAD_BYTES, bytes.limit() - HEAD_BYTES);
  }

  /** Fills in the head. */
  static void stamp(ByteBuffer bytes, Stamp.Rules rules, long timeMs) {
    bytes.put(0, (byte) VERSION).put(1, rules(rules)).putLong(2, timeMs);
    bytes.putInt(HEAD_CRC_AT, crcOf(bytes, 0, HEAD_CRC_AT));
  }

  /** Reads the leader's stamp, and whose batch it is. */
  static Stamp readStamp(ByteBuffer data) throws IOException {
    ByteBuffer in = data.slice();
    if (in.remaining() < HEAD_BYTES + COMMANDS_AT + CRC_BYTES) {
      throw new IOException("a batch of " + in.remaining() + " bytes");
    }
    if (in.get(0) != VERSION) {
      throw new IOException("batch format version " + in.get(0) + ", this server knows " + VERSION);
    }
    if (in.getInt(HEAD_CRC_AT) != crcOf(in, 0, HEAD_CRC_AT)) {
      throw new IOException("the head of a batch fails its checksum");
    }
    return new Stamp(in.getLong(2), in.getInt(HEAD_BYTES), rules(in.get(1)));
  }

  /** Whose batch this is, and which. */
  static Origins.Mark readMark(ByteBuffer data) {
    int at = data.position() + HEAD_BYTES;
    return new Origins.Mark(data.getInt(at), data.getLong(at + 4), data.getLong(at + 12));
  }

  /** Reads all of a batch but the head. */
  static Batch decode(ByteBuffer data) throws IOException {
    ByteBuffer in = data.slice();
    int length = in.remaining() - CRC_BYTES;
    if (length < HEAD_BYTES + COMMANDS_AT) {
      throw new IOException("a batch of " + in.remaining() + " bytes");
    }
    if (in.getInt(length) != crcOf(in, HEAD_BYTES, length)) {
      throw new IOException("a batch fails its checksum");
    }
    int commandCount = in.getInt(HEAD_BYTES + COUNT_AT);
    in.position(HEAD_BYTES + COMMANDS_AT).limit(length);
    List<Command> commands = new ArrayList<>();
    try {
      for (int i = 0; i < commandCount; i++) {
        commands.add(CommandCodec.decode(in));
      }
    } catch (MalformedCommandException e) {
      throw new IOException("command " + commands.size() + " of a batch cannot be read", e);
    }
    if (in.hasRemaining()) {
      throw new IOException(in.remaining() + " bytes are left over behind a batch");
    }
    return new Batch(readMark(data), commands);
  }

  private static int crcOf(ByteBuffer in, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(in.duplicate().limit(to).position(from));
    return (int) crc.getValue();
  }

  private static byte rules(Stamp.Rules rules) {
    return (byte)
        ((rules.skipAcl() ? 1 : 0)
            | (rules.enforceQuota() ? 2 : 0)
            | (rules.saslAcls() ? 4 : 0)
            | (rules.x509Acls() ? 8 : 0));
  }

  private static Stamp.Rules rules(byte bits) {
    return new Stamp.Rules((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
  }
}
