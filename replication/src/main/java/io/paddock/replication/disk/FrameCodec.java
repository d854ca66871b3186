package io.paddock.replication.disk;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Frames ↔ bytes. A frame is what one write puts into the log and one sync makes durable; all
 * numbers are big-endian.
 *
 * <pre>
 * header, 32 bytes
 *   magic  int   "PDFR"
 *   crc    int   CRC32C of all heads
 *   bytes  int   size of the whole frame, a multiple of 8; what is left after the data is zero
 *   kind   int   1 records · 2 what follows replaces everything above index · 3 the log begins anew at index
 *   index  long  of the first record; for kinds 2 and 3 as said
 *   count  int   records in this frame; 0 for kinds 2 and 3
 *   check  int   CRC32C of the segment's sequence number and the header so far
 * heads, 24 bytes a record
 *   term   long
 *   offset int   of its data from the start of this head
 *   length int   of its data
 *   type   int
 *   crc    int   CRC32C of the segment's sequence number, index, term, type and data
 * data of all records, one after the other
 * </pre>
 *
 * <p>A frame is written only after the one before it is durable. So a bad frame with a good one
 * behind it was once good: that is corruption. A bad frame with nothing behind it may be a write
 * that a crash cut short.
 */
final class FrameCodec {
  static final int MAGIC = 0x50444652;
  static final int HEADER_BYTES = 32;
  static final int HEAD_BYTES = 24;
  static final int ALIGNMENT = 8;

  static final int KIND_RECORDS = 1;
  static final int KIND_CUT_AFTER = 2;
  static final int KIND_BEGIN_AT = 3;

  private static final int CRC_AT = 4;
  private static final int BYTES_AT = 8;
  private static final int COUNT_AT = 24;
  private static final int CHECK_AT = 28;

  private FrameCodec() {}

  /** A frame that was found whole. */
  record Frame(int kind, long index, int count, int bytes) {}

  /** The head of one record, as found. {@code offset} counts from the start of the head. */
  record Head(long term, int offset, int length, int type, int crc) {}

  /** Size of the frame that these records need; negative if it is beyond what a frame can hold. */
  static long sizeOf(List<LogRecord> records) {
    long bytes = HEADER_BYTES + (long) HEAD_BYTES * records.size();
    for (LogRecord each : records) {
      bytes += each.data().remaining();
    }
    return aligned(bytes);
  }

  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Appends a frame of records, which have consecutive indexes, at the position of {@code out}. */
  static void encode(ByteBuffer out, long sequence, List<LogRecord> records) {
    int start = out.position();
    int bytes = (int) sizeOf(records);
    putHeader(out, bytes, KIND_RECORDS, records.get(0).index(), records.size());
    CRC32C crc = new CRC32C();
    int offset = HEAD_BYTES * records.size();
    for (LogRecord each : records) {
      int length = each.data().remaining();
      int recordCrc = crcOf(crc, sequence, each);
      out.putLong(each.term()).putInt(offset).putInt(length).putInt(each.type()).putInt(recordCrc);
      offset += length - HEAD_BYTES;
    }
    for (LogRecord each : records) {
      out.put(each.data().duplicate());
    }
    while (out.position() < start + bytes) {
      out.put((byte) 0);
    }
    seal(out, start, sequence, records.size());
  }

  /** Appends a frame without records. */
  static void encodeMark(ByteBuffer out, long sequence, int kind, long index) {
    int start = out.position();
    putHeader(out, HEADER_BYTES, kind, index, 0);
    seal(out, start, sequence, 0);
  }

  private static void seal(ByteBuffer out, int start, long sequence, int count) {
    out.putInt(start + CRC_AT, headsCrc(out, start, count));
    out.putInt(start + CHECK_AT, headerCheck(out, start, sequence));
  }

  private static void putHeader(ByteBuffer out, int bytes, int kind, long index, int count) {
    out.putInt(MAGIC).putInt(0).putInt(bytes).putInt(kind).putLong(index).putInt(count).putInt(0);
  }

  /**
   * Size of the frame whose header lies at {@code at}, or -1 if there is no header.
   *
   * @param limit how many bytes there are from {@code at} to the end of the segment
   */
  static int sizeAt(ByteBuffer in, int at, long limit, long sequence) {
    if (in.getInt(at) != MAGIC || in.getInt(at + CHECK_AT) != headerCheck(in, at, sequence)) {
      return -1;
    }
    int bytes = in.getInt(at + BYTES_AT);
    long heads = HEADER_BYTES + (long) HEAD_BYTES * in.getInt(at + COUNT_AT);
    boolean fits = bytes % ALIGNMENT == 0 && bytes <= limit;
    return fits && heads >= HEADER_BYTES && heads <= bytes ? bytes : -1;
  }

  /**
   * The frame whose header at {@code at} is good, if all of it lies from {@code at}, or null if any
   * checksum is wrong.
   */
  static @Nullable Frame decode(ByteBuffer in, int at, long sequence) {
    int bytes = in.getInt(at + BYTES_AT);
    int count = in.getInt(at + COUNT_AT);
    if (in.getInt(at + CRC_AT) != headsCrc(in, at, count)) {
      return null;
    }
    long index = in.getLong(at + 16);
    CRC32C crc = new CRC32C();
    for (int i = 0; i < count; i++) {
      int headAt = HEADER_BYTES + HEAD_BYTES * i;
      Head head = head(in, at + headAt);
      boolean inside = head.offset >= 0 && head.length >= 0;
      if (!inside || headAt + (long) head.offset + head.length > bytes) {
        return null;
      }
      ByteBuffer data = in.slice(at + headAt + head.offset, head.length);
      if (head.crc != crcOf(crc, sequence, new LogRecord(index + i, head.term, head.type, data))) {
        return null;
      }
    }
    return new Frame(in.getInt(at + 12), index, count, bytes);
  }

  static Head head(ByteBuffer in, int at) {
    return new Head(
        in.getLong(at),
        in.getInt(at + 8),
        in.getInt(at + 12),
        in.getInt(at + 16),
        in.getInt(at + 20));
  }

  static int crcOf(CRC32C crc, long sequence, LogRecord record) {
    crc.reset();
    ByteBuffer scratch = ByteBuffer.allocate(28);
    scratch.putLong(sequence).putLong(record.index()).putLong(record.term()).putInt(record.type());
    crc.update(scratch.flip());
    crc.update(record.data().duplicate());
    return (int) crc.getValue();
  }

  private static int headsCrc(ByteBuffer in, int start, int count) {
    CRC32C crc = new CRC32C();
    int heads = start + HEADER_BYTES;
    crc.update(in.duplicate().limit(heads + HEAD_BYTES * count).position(heads));
    return (int) crc.getValue();
  }

  private static int headerCheck(ByteBuffer in, int start, long sequence) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(0, sequence));
    crc.update(in.duplicate().limit(start + CHECK_AT).position(start));
    return (int) crc.getValue();
  }
}
