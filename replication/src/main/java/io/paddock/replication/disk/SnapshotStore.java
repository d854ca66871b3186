package io.paddock.replication.disk;

import io.paddock.state.apply.State;
import io.paddock.state.snapshot.CorruptSnapshotException;
import io.paddock.state.snapshot.SnapshotCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

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
 * body           the state, as {@link SnapshotCodec} writes it, with checksums and a mark at its end
 * </pre>
 *
 * <p>Thread: one writes; any reads.
 */
public final class SnapshotStore {
  static final int VERSION = 1;
  private static final int MAGIC = 0x5044534E;
  private static final int FIXED_BYTES = 48;
  private static final int MEMBERS_BYTES_MAX = 1 << 20;
  private static final String INSTALLED = "installed";
  private static final String UNFINISHED = ".tmp";
  private static final Pattern NAME = Pattern.compile("snapshot\\.([0-9a-f]{16})\\.([0-9a-f]+)");

  private final Disk disk;
  private final Path directory;

  /** What a snapshot is of; see the file's layout. */
  public record Meta(long index, long term, long zxid, long timeMs, String members) {}

  /** A file with a snapshot's name. */
  public record Found(Path file, long index, long zxid) {}

  /** A snapshot that was read whole. */
  public record Loaded(Path file, Meta meta, State state) {}

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
   *
   * @param goOn asked now and then; once it says false the snapshot is given up
   */
  public Path save(Meta meta, State state, BooleanSupplier goOn) throws IOException {
    Path path = directory.resolve(String.format("snapshot.%016x.%x", meta.index(), meta.zxid()));
    Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
    disk.delete(unfinished);
    try (DiskFile file = disk.create(unfinished);
        FileOutput out = new FileOutput(file, goOn)) {
      out.write(header(meta).array());
      SnapshotCodec.write(state, out);
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
  public Loaded load(Found found) throws IOException {
    Path path = found.file();
    try (DiskFile file = disk.open(path);
        FileInput in = new FileInput(file)) {
      Meta meta = readHeader(path, in);
      State state = readBody(path, in, in.position());
      if (in.position() != file.size()) {
        throw corrupt(path, in.position(), "something follows the snapshot's end");
      }
      if (meta.zxid() != state.zxid() || meta.index() != found.index()) {
        throw corrupt(path, 0, "the snapshot's header belongs to another state");
      }
      return new Loaded(path, meta, state);
    }
  }

  /** Reads only what a snapshot is of. */
  public Meta readMeta(Found found) throws IOException {
    try (DiskFile file = disk.open(found.file());
        FileInput in = new FileInput(file)) {
      return readHeader(found.file(), in);
    }
  }

  /** The file of a snapshot, to be sent as it is. */
  public DiskFile openFile(Found found) throws IOException {
    return disk.open(found.file());
  }

  /** Begins a snapshot that comes from another member. */
  public Incoming receive(long index, long zxid) throws IOException {
    Path path = directory.resolve(String.format("snapshot.%016x.%x", index, zxid));
    Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
    disk.delete(unfinished);
    return new Incoming(disk.create(unfinished), path, index, zxid);
  }

  /** A snapshot that is coming. Nothing is left of it unless it is finished. Thread: one. */
  public final class Incoming implements Closeable {
    private static final int SYNC_BYTES = 4 << 20;

    private final DiskFile file;
    private final Path path;
    private final long index;
    private final long zxid;
    private long written;
    private long synced;
    private boolean finished;

    private Incoming(DiskFile file, Path path, long index, long zxid) {
      this.file = file;
      this.path = path;
      this.index = index;
      this.zxid = zxid;
    }

    /** Adds bytes and returns how many. */
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      file.write(bytes, written);
      written += count;
      if (written - synced >= SYNC_BYTES) {
        file.sync();
        synced = written;
      }
      return count;
    }

    /**
     * Checks all of it; it is durable and has its name when this returns.
     *
     * @throws CorruptFileException if any of it is not what the other member wrote
     */
    public Loaded finish() throws IOException {
      file.sync();
      Loaded loaded = load(new Found(file.path(), index, zxid));
      // First known as installed: this member's log does not reach it.
      new NumberFile(disk, directory.resolve(INSTALLED)).store(index);
      disk.move(file.path(), path);
      disk.syncDirectory(directory);
      finished = true;
      return new Loaded(path, loaded.meta(), loaded.state());
    }

    @Override
    public void close() throws IOException {
      file.close();
      if (!finished) {
        disk.delete(file.path());
      }
    }
  }

  /**
   * Index of a snapshot that came from another member and which this member's log may not have been
   * made to follow yet, or -1.
   */
  public long installedIndex() throws IOException {
    return new NumberFile(disk, directory.resolve(INSTALLED)).load(-1);
  }

  /** The log follows the snapshot that came from another member. */
  public void forgetInstalled() throws IOException {
    new NumberFile(disk, directory.resolve(INSTALLED)).delete();
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

  private static State readBody(Path path, FileInput in, long bodyAt) throws IOException {
    try {
      return SnapshotCodec.read(in);
    } catch (CorruptSnapshotException e) {
      CorruptFileException corrupt =
          corrupt(
              path, bodyAt + e.offset(), "the state in it cannot be read (" + e.getMessage() + ")");
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
