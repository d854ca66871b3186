package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the segments of a log directory: checks every record, cuts a torn tail, refuses what is
 * corrupt.
 *
 * <p>Thread: one.
 */
final class LogRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

  private final Disk disk;
  private final Path directory;
  private final List<Segment> segments = new ArrayList<>();
  private final PositionTable positions = new PositionTable();
  private final SortedSet<Long> special = new TreeSet<>();
  private boolean anyFrame;

  LogRecovery(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /**
   * What was found.
   *
   * @param segments in order; those behind the tail have no frame
   * @param tail the segment that is being written to, or -1 if there is none
   * @param end where the next frame goes in it
   * @param special indexes of the records whose type is not 0
   */
  record Found(
      List<Segment> segments,
      int tail,
      long end,
      PositionTable positions,
      SortedSet<Long> special) {}

  Found run() throws IOException {
    try {
      openAll();
      return scanAll();
    } catch (IOException | RuntimeException e) {
      for (Segment each : segments) {
        each.close();
      }
      throw e;
    }
  }

  private void openAll() throws IOException {
    for (Path file : disk.list(directory)) {
      if (Segment.isUnfinished(file)) {
        disk.delete(file);
      } else if (Segment.isSegment(file)) {
        checkFollows(file);
        segments.add(Segment.open(disk, file));
      }
    }
  }

  private void checkFollows(Path file) throws CorruptFileException {
    if (segments.isEmpty()) {
      return;
    }
    long expected = segments.get(segments.size() - 1).sequence() + 1;
    if (Segment.sequenceOf(file) != expected) {
      throw new CorruptFileException(
          Segment.path(directory, expected),
          0,
          "this segment of the log is missing, though later ones exist",
          "Put it back, or restore the log directory from a backup.");
    }
  }

  private Found scanAll() throws IOException {
    int tail = -1;
    SegmentScan.Result tailResult = null;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      SegmentScan.Result result =
          new SegmentScan(segment)
              .run((frame, position, bytes) -> take(segment, frame, position, bytes));
      if (result.tail() == SegmentScan.Tail.CORRUPT) {
        throw corrupt(segment, result);
      }
      boolean used = result.end() > Segment.HEADER_BYTES || result.tail() == SegmentScan.Tail.TORN;
      if (!used && tail >= 0) {
        continue;
      }
      if (tailResult != null && tailResult.tail() == SegmentScan.Tail.TORN) {
        throw corrupt(segments.get(tail), tailResult);
      }
      tail = i;
      tailResult = result;
    }
    if (tailResult == null) {
      return new Found(segments, -1, 0, positions, special);
    }
    if (tailResult.tail() == SegmentScan.Tail.TORN) {
      cut(segments.get(tail), tailResult);
    }
    return new Found(segments, tail, tailResult.end(), positions, special);
  }

  private void take(Segment segment, FrameCodec.Frame frame, long position, ByteBuffer bytes)
      throws IOException {
    switch (frame.kind()) {
      case FrameCodec.KIND_CUT_AFTER -> {
        if (anyFrame) {
          positions.dropAbove(frame.index());
        } else {
          // What it cut was in segments that have been deleted.
          positions.clear(frame.index() + 1);
        }
        special.tailSet(frame.index() + 1).clear();
      }
      case FrameCodec.KIND_BEGIN_AT -> {
        positions.clear(frame.index());
        special.clear();
      }
      default -> takeRecords(segment, frame, position, bytes);
    }
    anyFrame = true;
  }

  private void takeRecords(Segment segment, FrameCodec.Frame frame, long position, ByteBuffer bytes)
      throws IOException {
    if (!anyFrame) {
      // The oldest segment left: what was before it has been dropped, or it is the very first.
      positions.clear(frame.index());
    }
    if (frame.index() != positions.lastIndex() + 1) {
      throw new CorruptFileException(
          segment.path(),
          position,
          "record " + frame.index() + " stands where " + (positions.lastIndex() + 1) + " belongs",
          "Restore the log directory from a backup.");
    }
    for (int i = 0; i < frame.count(); i++) {
      int headAt = FrameCodec.HEADER_BYTES + FrameCodec.HEAD_BYTES * i;
      if (FrameCodec.head(bytes, headAt).type() != 0) {
        special.add(frame.index() + i);
      }
      positions.add(segment.sequence(), position + headAt);
    }
  }

  private CorruptFileException corrupt(Segment segment, SegmentScan.Result result) {
    boolean last = segment == segments.get(segments.size() - 1);
    String remedy =
        "Acknowledged writes are affected, so the server does not start. Restore this server's data from a backup or"
            + " another member";
    if (last) {
      remedy +=
          "; or, to give up everything from there on, cut the file: truncate -s "
              + result.end()
              + " "
              + segment;
    }
    return new CorruptFileException(segment.path(), result.end(), result.problem(), remedy + ".");
  }

  private void cut(Segment segment, SegmentScan.Result result) throws IOException {
    long bytes = result.tailEnd() - result.end();
    LOG.warn(
        "{}: {} at offset {}: {} bytes are cut off. They were never acknowledged.",
        segment.path(),
        result.problem(),
        result.end(),
        bytes);
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(bytes, 1 << 20));
    for (long at = result.end(); at < result.tailEnd(); at += zeros.capacity()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), result.tailEnd() - at));
      segment.file().write(zeros, at);
    }
    segment.file().sync();
  }
}
