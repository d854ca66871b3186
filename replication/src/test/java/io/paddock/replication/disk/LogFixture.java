package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Builds logs and records for tests. */
final class LogFixture {
  static final Path DIRECTORY = Path.of("/log");
  static final long SEGMENT_BYTES = 64 << 10;

  private LogFixture() {}

  static RecordLog open(Disk disk) throws IOException {
    return RecordLog.open(disk, DIRECTORY, SEGMENT_BYTES, Runnable::run);
  }

  /** A record whose data follows from its index and term. */
  static LogRecord record(long index, long term, int bytes) {
    byte[] data = new byte[bytes];
    new Random(index * 31 + term).nextBytes(data);
    return new LogRecord(index, term, (int) (index % 3), ByteBuffer.wrap(data));
  }

  static List<LogRecord> records(long firstIndex, int count, int bytes) {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record(firstIndex + i, 1, bytes));
    }
    return records;
  }

  static List<LogRecord> all(RecordLog log) throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (long i = log.firstIndex(); i <= log.lastIndex(); i++) {
      records.add(log.read(i));
    }
    return records;
  }

  static Path segment(long sequence) {
    return Segment.path(DIRECTORY, sequence);
  }
}
