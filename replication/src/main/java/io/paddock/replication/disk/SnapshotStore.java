package io.paddock.replication.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The snapshots in a directory. A file that has a snapshot's name is whole and durable: it was
 * written under another name.
 *
 * <p>The name is {@code snapshot.INDEX.ZXID}, both in hexadecimal: the last log entry in it, and
 * the last zxid. The file, all numbers big-endian:
 *
 * <pre>
 * magic    int   "PDSN"
 * version  int   1
 * index    long  last log entry whose commands are in it
 * term     long  of that entry
 * zxid     long  last one in it
 * timeMs   long  newest stamp in it, ms since the Unix epoch
 * length   int   of the members
 * members        UTF-8 text: who belonged to the ensemble, for the engine
 * crc      int   CRC32C of the above
 * body           the state, as its own codec writes it
 * magic    int   "PDSE"
 * length   long  of the body
 * crc      int   CRC32C of the body
 * check    int   CRC32C of the three before
 * </pre>
 *
 * <p>Thread: one writes; any reads.
 */
public final class SnapshotStore {
  static final int VERSION = 1;
  private static final int MAGIC = 0x5044534E;
  private static final int END_MAGIC = 0x50445345;
  private static final int FIXED_BYTES = 48;
  private static final int MEMBERS_BYTES_MAX = 1 << 20;
  private static final int TRAILER_BYTES = 20;
  private static final String UNFINISHED = ".tmp";
  private static final Pattern NAME = Pattern.compile("snapshot\\.([0-9a-f]{16})\\.([0-9a-f]+)");

  private final Disk disk;
  private final Path directory;

  /** What a snapshot is of; see the file's layout. */
  public record Meta(long index, long term, long zxid, long timeMs, String members) {}

  /** A file with a snapshot's name. */
  public record Found(Path file, long index, long zxid) {}

  /** Writes the state. */
  public interface Writer {
    /** Writes all of it; need not flush or close. */
    void write(OutputStream out) throws IOException;
  }

  /** Reads the state. */
  public interface Reader<T> {
    /** Reads all of it. */
    T read(InputStream in) throws IOException;
  }

  /** A snapshot that was read whole. */
  public record Loaded<T>(Path file, Meta meta, T state) {}

  private SnapshotStore(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /**
   * The snapshots in a directory, which is created if missing. Deletes what a crash left
   * unfinished.
   */
  public static SnapshotStore open(Disk disk, Path directory) throws IOException {
    disk.createDirectories(directory);
    for (Path file : disk.list(directory)) {
      String name = file.getFileName().toString();
      if (name.startsWith("snapshot.") && name.endsWith(UNFINISHED)) {
        disk.delete(file);
      }
    }
    return new SnapshotStore(disk, directory);
  }

  /** What is there, newest first. */
  public List<Found> list() throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path file : disk.list(directory)) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches()) {
        long index = Long.parseUnsignedLong(name.group(1), 16);
        found.add(new Found(file, index, Long.parseUnsignedLong(name.group(2), 16)));
      }
    }
    found.sort(Comparator.comparingLong(Found::index).reversed());
    return found;
  }

  /**
   * Writes a snapshot; it is durable and has its name when this returns. Leaves nothing behind if
   * it fails.
   */
  public Path save(Meta meta, Writer state) throws IOException {
    Path path = directory.resolve(String.format("snapshot.%016x.%x", meta.index(), meta.zxid()));
    Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
    disk.delete(unfinished);
    try (DiskFile file = disk.create(unfinished);
        FileOutput out = new FileOutput(file)) {
      out.write(header(meta).array());
      long start = out.position();
      Checksum crc = out.checksum(new CRC32C());
      state.write(out);
      out.write(trailer(out.position() - start, (int) crc.getValue()).array());
      out.sync();
    } catch (IOException | RuntimeException e) {
      disk.delete(unfinished);
      throw e;
    }
    disk.move(unfinished, path);
    disk.syncDirectory(directory);
    return path;
  }

  /**
   * Reads a snapshot and checks all of it.
   *
   * @throws CorruptFileException if any of it is not what was written
   */
  public <T> Loaded<T> load(Found found, Reader<T> reader) throws IOException {
    try (DiskFile file = disk.open(found.file());
        FileInput in = new FileInput(file)) {
      Meta meta = readHeader(found.file(), in);
      ByteBuffer trailer = readTrailer(found.file(), file, in.position());
      in.end(file.size() - TRAILER_BYTES);
      Checksum crc = in.checksum(new CRC32C());
      T state = readBody(found.file(), in, reader);
      in.skipToEnd();
      if ((int) crc.getValue() != trailer.getInt(12)) {
        throw corrupt(found.file(), in.position(), "the snapshot fails its checksum");
      }
      return new Loaded<>(found.file(), meta, state);
    }
  }

  /** Deletes the oldest until at most {@code keep} are left. */
  public void purge(int keep) throws IOException {
    List<Found> found = list();
    for (int i = keep; i < found.size(); i++) {
      disk.delete(found.get(i).file());
    }
  }

  /**
   * Gives a snapshot that cannot be read another name, so that it is neither used nor counted nor
   * lost.
   */
  public Path setAside(Found found) throws IOException {
    Path aside = found.file().resolveSibling(found.file().getFileName() + ".corrupt");
    disk.move(found.file(), aside);
    disk.syncDirectory(directory);
    return aside;
  }

  /** Size of all snapshots. */
  public long bytes() throws IOException {
    long sum = 0;
    for (Found each : list()) {
      try (DiskFile file = disk.open(each.file())) {
        sum += file.size();
      }
    }
    return sum;
  }

  private static <T> T readBody(Path path, FileInput in, Reader<T> reader) throws IOException {
    try {
      return reader.read(in);
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      if (e instanceof CorruptFileException) {
        throw e;
      }
      CorruptFileException corrupt =
          corrupt(path, in.position(), "the snapshot cannot be read (" + e.getMessage() + ")");
      corrupt.initCause(e);
      throw corrupt;
    }
  }

  private static ByteBuffer header(Meta meta) {
    byte[] members = meta.members().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + members.length);
    out.putInt(MAGIC).putInt(VERSION).putLong(meta.index()).putLong(meta.term());
    out.putLong(meta.zxid()).putLong(meta.timeMs()).putInt(members.length).put(members);
    return out.putInt(crcOf(out.array(), out.position()));
  }

  private static Meta readHeader(Path path, FileInput in) throws IOException {
    ByteBuffer fixed = ByteBuffer.wrap(in.readNBytes(FIXED_BYTES - 4));
    if (fixed.remaining() < FIXED_BYTES - 4 || fixed.getInt(0) != MAGIC) {
      throw corrupt(path, 0, "this is not a snapshot");
    }
    if (fixed.getInt(4) != VERSION) {
      throw new CorruptFileException(
          path,
          4,
          "snapshot format version " + fixed.getInt(4) + ", this server knows " + VERSION,
          "Run the version of the server that wrote it.");
    }
    int length = fixed.getInt(40);
    if (length < 0 || length > MEMBERS_BYTES_MAX) {
      throw corrupt(path, 40, "the snapshot's header is damaged");
    }
    byte[] all = new byte[FIXED_BYTES + length];
    fixed.get(0, all, 0, FIXED_BYTES - 4);
    in.readNBytes(all, FIXED_BYTES - 4, length + 4);
    if (ByteBuffer.wrap(all).getInt(all.length - 4) != crcOf(all, all.length - 4)) {
      throw corrupt(path, 0, "the snapshot's header fails its checksum");
    }
    String members = new String(all, FIXED_BYTES - 4, length, StandardCharsets.UTF_8);
    return new Meta(
        fixed.getLong(8), fixed.getLong(16), fixed.getLong(24), fixed.getLong(32), members);
  }

  private static ByteBuffer trailer(long bytes, int crc) {
    ByteBuffer out = ByteBuffer.allocate(TRAILER_BYTES);
    out.putInt(END_MAGIC).putLong(bytes).putInt(crc);
    return out.putInt(crcOf(out.array(), TRAILER_BYTES - 4));
  }

  private static ByteBuffer readTrailer(Path path, DiskFile file, long bodyAt) throws IOException {
    long at = file.size() - TRAILER_BYTES;
    ByteBuffer in = ByteBuffer.allocate(TRAILER_BYTES);
    if (at >= bodyAt) {
      file.read(in, at);
    }
    boolean whole = in.position() == TRAILER_BYTES && in.getInt(0) == END_MAGIC;
    if (!whole
        || in.getInt(16) != crcOf(in.array(), TRAILER_BYTES - 4)
        || in.getLong(4) != at - bodyAt) {
      throw corrupt(path, Math.max(at, bodyAt), "the snapshot does not end as it should");
    }
    return in;
  }

  private static int crcOf(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static CorruptFileException corrupt(Path path, long offset, String problem) {
    return new CorruptFileException(
        path, offset, problem, "Restore it from a backup or another member.");
  }
}
