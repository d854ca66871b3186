package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * One number in a file that is replaced as a whole.
 *
 * <pre>
 * magic    int   "PDNO"
 * version  int   1
 * number   long
 * crc      int   CRC32C of the above
 * </pre>
 *
 * <p>Thread: one at a time.
 */
public final class NumberFile {
  private static final int MAGIC = 0x50444E4F;
  private static final int VERSION = 1;
  private static final int BYTES = 20;
  private static final int CRC_AT = 16;

  private final Disk disk;
  private final Path path;

  /** The file at {@code path}, which need not exist. */
  public NumberFile(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  /** Reads it; {@code otherwise} if the file does not exist. */
  public long load(long otherwise) throws IOException {
    if (!disk.exists(path)) {
      return otherwise;
    }
    ByteBuffer in = ByteBuffer.allocate(BYTES + 1);
    try (DiskFile file = disk.open(path)) {
      file.read(in, 0);
    }
    boolean good =
        in.position() == BYTES
            && in.getInt(0) == MAGIC
            && in.getInt(4) == VERSION
            && in.getInt(CRC_AT) == crcOf(in);
    if (!good) {
      throw new CorruptFileException(
          path,
          0,
          "this is not what was written",
          "Restore it, or rejoin with an empty directory.");
    }
    return in.getLong(8);
  }

  /** Replaces it; durable when this returns. */
  public void store(long number) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.putInt(MAGIC).putInt(VERSION).putLong(number).putInt(crcOf(out)).flip();
    Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
    disk.delete(fresh);
    try (DiskFile file = disk.create(fresh)) {
      file.write(out, 0);
      file.sync();
    }
    disk.move(fresh, path);
    disk.syncDirectory(Objects.requireNonNull(path.getParent()));
  }

  /** Deletes it, durably, if it is there. */
  public void delete() throws IOException {
    if (disk.exists(path)) {
      disk.delete(path);
      disk.syncDirectory(Objects.requireNonNull(path.getParent()));
    }
  }

  private static int crcOf(ByteBuffer in) {
    CRC32C crc = new CRC32C();
    crc.update(in.array(), in.arrayOffset(), CRC_AT);
    return (int) crc.getValue();
  }
}
