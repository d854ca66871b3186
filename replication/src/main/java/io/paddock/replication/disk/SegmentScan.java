package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment from its start, tells of every good frame, and says what lies behind the last
 * one.
 *
 * <p>How a cut write is told from corruption: the file was durable zeros before it was written to,
 * a frame is written only when the one before it is durable, and a disk writes whole sectors. So
 * what a crash cut short has no good frame behind it, and either a sector under it is still zero or
 * it ends in zeros: no whole frame does, because what is in it ends in a checksum. A bad frame
 * without such zeros was once whole and acknowledged, and dropping it would lose data.
 *
 * <p>Thread: one.
 */
@SuppressWarnings({"OperatorPrecedence", "UnusedVariable"})
final class SegmentScan {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int SECTOR_BYTES = 512;

  // Padding and an unlucky checksum make fewer.
  private static final int TAIL_ZEROS_MIN = 16;

  /**
   * Told of every good frame, in order; {@code bytes} holds it from index 0 and is valid during the
   * call.
   */
  interface Visitor {
    void frame(FrameCodec.Frame frame, long position, ByteBuffer bytes) throws IOException;
  }

  /** What lies behind the last good frame. */
  enum Tail {
    /** Nothing but zeros. */
    CLEAN,
    /** A write that a crash cut short: it was never acknowledged. */
    TORN,
    /** Something that was once good. */
    CORRUPT
  }

  /**
   * Where a segment's frames end.
   *
   * @param end offset behind the last good frame
   * @param tail what lies there
   * @param tailEnd offset behind the last byte that is not zero; {@code end} if there is none
   * @param problem for people; empty if clean
   */
  record Result(long end, Tail tail, long tailEnd, String problem) {}

  private final Segment segment;
  private final Window window;

  SegmentScan(Segment segment) {
    this.segment = segment;
    this.window = new Window(segment.file(), CHUNK_BYTES);
  }

  Result run(Visitor visitor) throws IOException {
    long at = Segment.HEADER_BYTES;
    FrameCodec.Frame frame = frameAt(at);
    while (frame != null) {
      visitor.frame(frame, at, window.at(at, frame.bytes()));
      at += frame.bytes();
      frame = frameAt(at);
    }
    return examine(at);
  }

  private FrameCodec.@Nullable Frame frameAt(long at) throws IOException {
    long limit = segment.bytes() - at;
    if (limit < FrameCodec.HEADER_BYTES) {
      return null;
    }
    int bytes =
        FrameCodec.sizeAt(window.at(at, FrameCodec.HEADER_BYTES), 0, limit, segment.sequence());
    return bytes < 0 ? null : FrameCodec.decode(window.at(at, bytes), 0, segment.sequence());
  }

  private Result examine(long end) throws IOException {
    long tailEnd = behindLastByte(end);
    if (tailEnd == end) {
      return new Result(end, Tail.CLEAN, end, "");
    }
    long next = nextFrame(end, tailEnd);
    if (next >= 0) {
      String problem =
          "a record fails its checksum, but good records follow at offset "
              + next
              + "; the bad one is";
      return new Result(end, Tail.CORRUPT, tailEnd, problem);
    }
    if (!wasCutShort(end, tailEnd)) {
      return new Result(
          end, Tail.CORRUPT, tailEnd, "the last record was written whole and fails its checksum");
    }
    return new Result(end, Tail.TORN, tailEnd, "a write was cut short");
  }

  private long behindLastByte(long from) throws IOException {
    long behind = from;
    for (long at = from; at < segment.bytes(); at += CHUNK_BYTES) {
      int length = (int) Math.min(CHUNK_BYTES, segment.bytes() - at);
      int last = lastByte(window.at(at, length), length);
      if (last >= 0) {
        behind = at + last + 1;
      }
    }
    return behind;
  }

  // Backwards, eight bytes at a time as far as that goes.
  private static int lastByte(ByteBuffer in, int length) {
    int at = length;
    while (at % Long.BYTES != 0) {
      at--;
      if (in.get(at) != 0) {
        return at;
      }
    }
    while (at > 0 && in.getLong(at - Long.BYTES) == 0) {
      at -= Long.BYTES;
    }
    while (at > 0) {
      at--;
      if (in.get(at) != 0) {
        return at;
      }
    }
    return -1;
  }

  private long nextFrame(long bad, long tailEnd) throws IOException {
    for (long at = bad + FrameCodec.ALIGNMENT; at < tailEnd; at += FrameCodec.ALIGNMENT) {
      if (frameAt(at) != null) {
        return at;
      }
    }
    return -1;
  }

  private boolean wasCutShort(long from, long tailEnd) throws IOException {
    long headerEnd = from + FrameCodec.HEADER_BYTES;
    if (headerEnd > segment.bytes() || tailEnd <= headerEnd - FrameCodec.ALIGNMENT) {
      return true;
    }
    int bytes =
        FrameCodec.sizeAt(
            window.at(from, FrameCodec.HEADER_BYTES),
            0,
            segment.bytes() - from,
            segment.sequence());
    if (bytes < 0) {
      // The header is damaged. It may lie in two sectors; if both were written, no crash did this.
      return hasZeroSector(from, headerEnd);
    }
    return tailEnd <= from + bytes - TAIL_ZEROS_MIN || hasZeroSector(from, from + bytes);
  }

  /** Whether what lies between, in any of the sectors it reaches into, is all zeros. */
  private boolean hasZeroSector(long from, long to) throws IOException {
    long at = from;
    while (at < to) {
      long sectorEnd = (at / SECTOR_BYTES + 1) * SECTOR_BYTES;
      if (isZero(at, Math.min(sectorEnd, to))) {
        return true;
      }
      at = sectorEnd;
    }
    return false;
  }

  private boolean isZero(long from, long to) throws IOException {
    int length = (int) (Math.min(to, segment.bytes()) - from);
    return length <= 0 || lastByte(window.at(from, length), length) < 0;
  }
}
