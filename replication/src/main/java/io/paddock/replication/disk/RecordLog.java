package io.paddock.replication.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A durable log of records with consecutive indexes, in segments that are written in place over
 * zeros: one write and one sync a batch, and the sync touches no metadata.
 *
 * <p>Nothing is ever overwritten. Cutting the end off or beginning anew is itself a frame that is
 * appended; cutting the start off deletes whole segments.
 *
 * <p>After any failed write or sync the log takes nothing more until it is opened again: what the
 * disk holds is not known any more, and a second sync would not tell
 * (docs/adr/0003-log-storage.md).
 *
 * <p>Thread: one writer; any readers. Both take this object's lock, a writer not while it writes
 * and syncs: readers never see a record before it is durable.
 */
public final class RecordLog implements Closeable {
  /** What one frame, and so one write, holds at most, unless a single record is larger. */
  static final int FRAME_BYTES_MAX = 4 << 20;

  private static final int READ_AHEAD_BYTES = 256 << 10;

  private final Disk disk;
  private final SegmentStock stock;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final PositionTable positions;
  private final List<Long> specialAtOpening;
  private final SyncMeter meter = new SyncMeter();
  private ByteBuffer staging = ByteBuffer.allocateDirect(64 << 10);
  private Segment tail;
  private long end;
  private @Nullable Window window;
  private long windowSequence;
  private volatile @Nullable IOException failure;

  /**
   * Opens the log in a directory, or begins one.
   *
   * @param segmentBytes what a segment grows to; the first ones are smaller. Too small: many files;
   *     too large: disk space that is given back late
   * @param background where the next segment is prepared; may be slow
   * @throws CorruptFileException if a record that was acknowledged cannot be read
   */
  public static RecordLog open(Disk disk, Path directory, long segmentBytes, Executor background)
      throws IOException {
    disk.createDirectories(directory);
    LogRecovery.Found found = new LogRecovery(disk, directory).run();
    SegmentStock stock = new SegmentStock(disk, directory, segmentBytes, background);
    return new RecordLog(disk, stock, found);
  }

  private RecordLog(Disk disk, SegmentStock stock, LogRecovery.Found found) throws IOException {
    this.disk = disk;
    this.stock = stock;
    this.positions = found.positions();
    this.specialAtOpening = List.copyOf(found.special());
    for (int i = 0; i <= found.tail(); i++) {
      segments.add(found.segments().get(i));
    }
    for (int i = found.tail() + 1; i < found.segments().size(); i++) {
      stock.giveBack(found.segments().get(i));
    }
    if (segments.isEmpty()) {
      tail = stock.take(1, 0);
      segments.add(tail);
      end = Segment.HEADER_BYTES;
    } else {
      tail = segments.getLast();
      end = found.end();
    }
  }

  /** Indexes of the records found at opening whose type is not 0, in order. */
  public List<Long> specialAtOpening() {
    return specialAtOpening;
  }

  /** Index of the first record kept, or of the next one if there is none. */
  public synchronized long firstIndex() {
    return positions.firstIndex();
  }

  /** Index of the last record, or one less than the first if there is none. */
  public synchronized long lastIndex() {
    return positions.lastIndex();
  }

  /**
   * Appends records and makes them durable; their indexes follow the last one. When this returns
   * they are on disk.
   */
  public void append(List<LogRecord> records) throws IOException {
    int from = 0;
    while (from < records.size()) {
      int to = from + 1;
      while (to < records.size()
          && FrameCodec.sizeOf(records.subList(from, to + 1)) <= FRAME_BYTES_MAX) {
        to++;
      }
      appendFrame(records.subList(from, to));
      from = to;
    }
  }

  private void appendFrame(List<LogRecord> records) throws IOException {
    checkUsable();
    long expected = lastIndex() + 1;
    if (records.get(0).index() != expected) {
      throw fail(
          new IOException(
              "record "
                  + records.get(0).index()
                  + " was to be appended, but "
                  + expected
                  + " is next"));
    }
    long bytes = FrameCodec.sizeOf(records);
    if (bytes > Integer.MAX_VALUE - FrameCodec.ALIGNMENT) {
      throw fail(new IOException("a record of " + bytes + " bytes is more than the log can hold"));
    }
    makeRoom(bytes);
    ByteBuffer out = staging((int) bytes);
    FrameCodec.encode(out, tail.sequence(), records);
    long at = end;
    writeAndSync(out);
    synchronized (this) {
      if (window != null && windowSequence == tail.sequence()) {
        // It may have read ahead, into zeros that are records now.
        window.clear();
      }
      for (int i = 0; i < records.size(); i++) {
        positions.add(
            tail.sequence(), at + FrameCodec.HEADER_BYTES + (long) FrameCodec.HEAD_BYTES * i);
      }
    }
  }

  /** Reads a record that is in the log. */
  public synchronized LogRecord read(long index) throws IOException {
    if (!positions.has(index)) {
      throw new IllegalArgumentException(
          "record "
              + index
              + " is not in the log, which has "
              + firstIndex()
              + " to "
              + lastIndex());
    }
    long sequence = positions.sequence(index);
    long headAt = positions.offset(index);
    Window in = windowOn(sequence);
    FrameCodec.Head head = FrameCodec.head(in.at(headAt, FrameCodec.HEAD_BYTES), 0);
    long dataAt = headAt + head.offset();
    ByteBuffer data = ByteBuffer.allocate(head.length());
    data.put(in.at(dataAt, head.length())).flip();
    LogRecord record = new LogRecord(index, head.term(), head.type(), data);
    if (FrameCodec.crcOf(new CRC32C(), sequence, record) != head.crc()) {
      throw new CorruptFileException(
          segment(sequence).path(),
          headAt,
          "record " + index + " fails its checksum",
          "It was good when it was written: suspect the disk, and restore this server's data.");
    }
    return record;
  }

  /**
   * How the end of another log compares with this one's, as for an election: by the term of the
   * last record, then by its index. Of a log that begins behind a snapshot and is empty only the
   * index is known.
   *
   * @return less than 0 if the other log is behind this one, more than 0 if it is ahead
   * @throws IOException as {@link #read}
   */
  public synchronized int compareEnd(long term, long index) throws IOException {
    long last = lastIndex();
    long lastTerm = last < firstIndex() ? term : read(last).term();
    return term == lastTerm ? Long.compare(index, last) : Long.compare(term, lastTerm);
  }

  /** Drops the records below {@code index}: deletes the segments that hold nothing else. */
  public void truncatePrefix(long index) throws IOException {
    checkUsable();
    long firstKept = Math.max(index, firstIndex());
    if (firstKept > lastIndex()) {
      if (firstIndex() != firstKept || lastIndex() >= firstIndex()) {
        beginAt(firstKept);
      }
      return;
    }
    synchronized (this) {
      positions.dropBelow(firstKept);
    }
    dropSegmentsBelow(positions.sequence(firstKept));
  }

  /** Drops the records above {@code lastKept}; durable when this returns. */
  public void truncateSuffix(long lastKept) throws IOException {
    checkUsable();
    if (lastKept >= lastIndex()) {
      return;
    }
    mark(FrameCodec.KIND_CUT_AFTER, lastKept);
    synchronized (this) {
      positions.dropAbove(lastKept);
    }
  }

  /** Drops all records; the next one has this index. Durable when this returns. */
  public void reset(long nextIndex) throws IOException {
    checkUsable();
    beginAt(nextIndex);
  }

  private void beginAt(long nextIndex) throws IOException {
    mark(FrameCodec.KIND_BEGIN_AT, nextIndex);
    synchronized (this) {
      positions.clear(nextIndex);
    }
    dropSegmentsBelow(tail.sequence());
  }

  /** Size of all segments on disk, the prepared one included. */
  public synchronized long bytes() {
    long sum = stock.bytes();
    for (Segment each : segments) {
      sum += each.bytes();
    }
    return sum;
  }

  /**
   * Bytes of records and frames since the last segment that was dropped: what a snapshot would let
   * go of, roughly.
   */
  public synchronized long usedBytes() {
    long sum = end;
    for (Segment each : segments) {
      sum += each == tail ? 0 : each.bytes();
    }
    return sum;
  }

  /** What the syncs cost so far. */
  public SyncMeter meter() {
    return meter;
  }

  private void mark(int kind, long index) throws IOException {
    makeRoom(FrameCodec.HEADER_BYTES);
    ByteBuffer out = staging(FrameCodec.HEADER_BYTES);
    FrameCodec.encodeMark(out, tail.sequence(), kind, index);
    writeAndSync(out);
  }

  private void writeAndSync(ByteBuffer out) throws IOException {
    try {
      int bytes = out.flip().remaining();
      tail.file().write(out, end);
      long startNanos = System.nanoTime();
      tail.file().sync();
      meter.took(tail.path(), System.nanoTime() - startNanos);
      synchronized (this) {
        end += bytes;
      }
    } catch (IOException e) {
      throw fail(e);
    }
    if (end - Segment.HEADER_BYTES > tail.bytes() / 2) {
      stock.prepare(tail.sequence() + 1);
    }
  }

  private void makeRoom(long bytes) throws IOException {
    if (end + bytes <= tail.bytes()) {
      return;
    }
    try {
      Segment next = stock.take(tail.sequence() + 1, Segment.HEADER_BYTES + bytes);
      synchronized (this) {
        segments.addLast(next);
        tail = next;
        end = Segment.HEADER_BYTES;
      }
    } catch (IOException e) {
      throw fail(e);
    }
  }

  private ByteBuffer staging(int bytes) {
    // A buffer that one huge batch needed is not kept for ever.
    if (staging.capacity() < bytes
        || (staging.capacity() > FRAME_BYTES_MAX && bytes <= FRAME_BYTES_MAX)) {
      staging = ByteBuffer.allocateDirect(Math.max(Integer.highestOneBit(bytes - 1) << 1, bytes));
    }
    return staging.clear();
  }

  private void dropSegmentsBelow(long sequence) throws IOException {
    try {
      boolean dropped = false;
      while (segments.getFirst().sequence() < sequence) {
        Segment oldest = segments.getFirst();
        synchronized (this) {
          segments.removeFirst();
          if (windowSequence == oldest.sequence()) {
            window = null;
          }
          oldest.close();
        }
        disk.delete(oldest.path());
        dropped = true;
      }
      if (dropped) {
        disk.syncDirectory(Objects.requireNonNull(tail.path().getParent()));
      }
    } catch (IOException e) {
      throw fail(e);
    }
  }

  private Window windowOn(long sequence) {
    Window in = window;
    if (in == null || windowSequence != sequence) {
      in = new Window(segment(sequence).file(), READ_AHEAD_BYTES);
      window = in;
      windowSequence = sequence;
    }
    return in;
  }

  private Segment segment(long sequence) {
    for (Segment each : segments) {
      if (each.sequence() == sequence) {
        return each;
      }
    }
    throw new IllegalStateException("no segment " + sequence);
  }

  private void checkUsable() throws IOException {
    IOException earlier = failure;
    if (earlier != null) {
      throw new IOException("the log failed before: " + earlier.getMessage(), earlier);
    }
  }

  private IOException fail(IOException cause) {
    failure = cause;
    return cause;
  }

  /** Closes the files. What was appended is durable already. */
  @Override
  public void close() throws IOException {
    stock.close();
    synchronized (this) {
      failure = new IOException("closed");
      for (Segment each : segments) {
        each.close();
      }
    }
  }
}
