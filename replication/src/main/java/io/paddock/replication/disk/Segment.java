package io.paddock.replication.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * One file of the log: a header and then frames, written in place over zeros.
 *
 * <pre>
 * magic     int   "PDLS"
 * version   int   1
 * sequence  long  1 for the first segment of a log, then one more each; also in the file's name
 * crc       int   CRC32C of the above
 * zeros           up to byte 64
 * </pre>
 *
 * <p>Thread: that of its {@link RecordLog}.
 */
final class Segment implements Closeable {
  static final int HEADER_BYTES = 64;
  static final int VERSION = 1;
  private static final int MAGIC = 0x50444C53;
  private static final String PREFIX = "log.";
  private static final String UNFINISHED = ".tmp";
  private static final int ZEROS_BYTES = 1 << 20;

  private final DiskFile file;
  private final long sequence;
  private final long bytes;

  private Segment(DiskFile file, long sequence, long bytes) {
    this.file = file;
    this.sequence = sequence;
    this.bytes = bytes;
  }

  long sequence() {
    return sequence;
  }

  /** Size of the file. */
  long bytes() {
    return bytes;
  }

  DiskFile file() {
    return file;
  }

  Path path() {
    return file.path();
  }

  /** True for the name of a segment; an unfinished one is not. */
  static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("log\\.[0-9a-f]{16}");
  }

  /** True for what a crash left of a segment that was being prepared. */
  static boolean isUnfinished(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(UNFINISHED);
  }

  static Path path(Path directory, long sequence) {
    return directory.resolve(PREFIX + String.format("%016x", sequence));
  }

  static long sequenceOf(Path file) {
    return Long.parseUnsignedLong(file.getFileName().toString().substring(PREFIX.length()), 16);
  }

  /** Makes a segment of zeros with a header; when it has its name, all of it is durable. */
  static Segment create(Disk disk, Path directory, long sequence, long bytes) throws IOException {
    Path path = path(directory, sequence);
    Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
    disk.delete(unfinished);
    try (DiskFile file = disk.create(unfinished)) {
      fill(file, bytes);
      file.write(header(sequence), 0);
      file.sync();
    } catch (IOException e) {
      disk.delete(unfinished);
      throw e;
    }
    disk.move(unfinished, path);
    disk.syncDirectory(directory);
    return new Segment(disk.open(path), sequence, bytes);
  }

  // Synced in pieces, so that the log's own sync never waits behind a whole segment of zeros.
  private static void fill(DiskFile file, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS_BYTES, bytes));
    for (long at = 0; at < bytes; at += zeros.capacity()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
      file.write(zeros, at);
      file.sync();
    }
  }

  static Segment open(Disk disk, Path path) throws IOException {
    DiskFile file = disk.open(path);
    try {
      ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
      file.read(found, 0);
      checkHeader(path, found);
      return new Segment(file, sequenceOf(path), file.size());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static ByteBuffer header(long sequence) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC).putInt(VERSION).putLong(sequence).putInt(crcOf(header));
    return header.clear();
  }

  private static int crcOf(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), header.arrayOffset(), 16);
    return (int) crc.getValue();
  }

  private static void checkHeader(Path path, ByteBuffer found) throws CorruptFileException {
    String restore =
        "Restore the log directory from a backup; do not delete the file: acknowledged writes may be in it.";
    if (found.position() < HEADER_BYTES) {
      throw new CorruptFileException(
          path, found.position(), "the segment header is cut short", restore);
    }
    if (found.getInt(0) != MAGIC) {
      throw new CorruptFileException(
          path, 0, "this is not a log segment: wrong magic number", restore);
    }
    if (found.getInt(4) != VERSION) {
      throw new CorruptFileException(
          path,
          4,
          "log format version " + found.getInt(4) + ", this server knows " + VERSION,
          "Run the version of the server that wrote it.");
    }
    if (found.getInt(16) != crcOf(found)) {
      throw new CorruptFileException(path, 16, "the segment header fails its checksum", restore);
    }
    if (found.getLong(8) != sequenceOf(path)) {
      throw new CorruptFileException(
          path,
          8,
          "this is segment " + found.getLong(8) + " under the name of another",
          "Give the file its own name back.");
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return path().toString();
  }
}
