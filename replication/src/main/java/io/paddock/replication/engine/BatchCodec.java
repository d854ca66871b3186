package io.paddock.replication.engine;

import io.paddock.state.codec.CommandCodec;
import io.paddock.state.codec.MalformedCommandException;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
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
 * version  byte  1
 * rules    byte  bit 0 skipAcl, 1 enforceQuota, 2 saslAcls, 3 x509Acls
 * origin   int
 * timeMs   long
 * count    int
 * commands       one after the other, as the state's codec writes them
 * crc      int   CRC32C of the above
 * </pre>
 *
 * <p>The checksum goes with the batch from the leader's memory to every member's applier; the log
 * has its own besides.
 *
 * <p>Thread: one at a time; it keeps a buffer.
 */
final class BatchCodec {
  static final int VERSION = 1;
  private static final int HEADER_BYTES = 18;
  private static final int COUNT_AT = 14;
  private static final int CRC_BYTES = 4;
  private static final int START_BYTES = 64 << 10;
  private static final int KEPT_BYTES_MAX = 4 << 20;

  private ByteBuffer buffer = ByteBuffer.allocate(START_BYTES);
  private int count;

  /** Begins a batch. */
  void begin(Stamp stamp) {
    if (buffer.capacity() > KEPT_BYTES_MAX) {
      buffer = ByteBuffer.allocate(START_BYTES);
    }
    count = 0;
    buffer.clear();
    buffer.put((byte) VERSION).put(rules(stamp.rules())).putInt(stamp.origin());
    buffer.putLong(stamp.timeMs()).putInt(0);
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

  /** Ends the batch and returns its bytes, which are the caller's. */
  ByteBuffer end() {
    int length = buffer.position();
    buffer.putInt(COUNT_AT, count);
    ByteBuffer bytes = ByteBuffer.allocate(length + CRC_BYTES);
    bytes.put(buffer.flip());
    return bytes.putInt(crcOf(bytes, length)).flip();
  }

  /** Reads a batch; its tickets are not in it. */
  Batch decode(ByteBuffer data) throws IOException {
    ByteBuffer in = data.slice();
    int length = in.remaining() - CRC_BYTES;
    if (length < HEADER_BYTES) {
      throw new IOException("a batch of " + in.remaining() + " bytes");
    }
    if (in.get(0) != VERSION) {
      throw new IOException("batch format version " + in.get(0) + ", this server knows " + VERSION);
    }
    if (in.getInt(length) != crcOf(in, length)) {
      throw new IOException("a batch fails its checksum");
    }
    byte rules = in.get(1);
    Stamp stamp = new Stamp(in.getLong(6), in.getInt(2), rules(rules));
    int commandCount = in.getInt(COUNT_AT);
    in.position(HEADER_BYTES).limit(length);
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
    return Batch.replayed(stamp, commands);
  }

  private static int crcOf(ByteBuffer in, int length) {
    CRC32C crc = new CRC32C();
    crc.update(in.duplicate().position(0).limit(length));
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
