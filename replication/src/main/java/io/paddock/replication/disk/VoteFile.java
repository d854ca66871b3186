package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * The term a server has reached and whom it voted for in it, in a file that is replaced as a whole.
 * Forgetting it could give a term two leaders.
 *
 * <pre>
 * magic    int   "PDVT"
 * version  int   1
 * term     long
 * length   int   of the vote, at most 1024
 * vote           UTF-8
 * crc      int   CRC32C of the above
 * </pre>
 *
 * <p>Thread: one at a time.
 */
public final class VoteFile {
  private static final int MAGIC = 0x50445654;
  private static final int VERSION = 1;
  private static final int VOTE_BYTES_MAX = 1024;
  private static final int FIXED_BYTES = 24;

  private final Disk disk;
  private final Path path;

  /** The file at {@code path}, which need not exist. */
  public VoteFile(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  /**
   * What is stored.
   *
   * @param term 0 if never stored
   * @param vote empty if none
   */
  public record Vote(long term, String vote) {
    /** Of a server that never voted. */
    public static final Vote NONE = new Vote(0, "");
  }

  /** Reads it; {@link Vote#NONE} if the file does not exist. */
  public Vote load() throws IOException {
    if (!disk.exists(path)) {
      return Vote.NONE;
    }
    ByteBuffer in = ByteBuffer.allocate(FIXED_BYTES + VOTE_BYTES_MAX + 1);
    try (DiskFile file = disk.open(path)) {
      file.read(in, 0);
    }
    in.flip();
    if (in.remaining() < FIXED_BYTES || in.getInt(0) != MAGIC) {
      throw corrupt("this is not a vote file");
    }
    if (in.getInt(4) != VERSION) {
      throw new CorruptFileException(
          path,
          4,
          "vote format version " + in.getInt(4) + ", this server knows " + VERSION,
          "Run the version of the server that wrote it.");
    }
    int length = in.getInt(16);
    if (length < 0 || length != in.remaining() - FIXED_BYTES) {
      throw corrupt("the vote file has the wrong size");
    }
    if (in.getInt(20 + length) != crcOf(in, 20 + length)) {
      throw corrupt("the vote file fails its checksum");
    }
    String vote = new String(in.array(), 20, length, StandardCharsets.UTF_8);
    return new Vote(in.getLong(8), vote);
  }

  /** Replaces it; durable when this returns. */
  public void store(Vote vote) throws IOException {
    byte[] name = vote.vote().getBytes(StandardCharsets.UTF_8);
    if (name.length > VOTE_BYTES_MAX) {
      throw new IllegalArgumentException("vote of " + name.length + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + name.length);
    out.putInt(MAGIC).putInt(VERSION).putLong(vote.term()).putInt(name.length).put(name);
    out.putInt(crcOf(out, out.position())).flip();
    Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
    disk.delete(fresh);
    try (DiskFile file = disk.create(fresh)) {
      file.write(out, 0);
      file.sync();
    }
    disk.move(fresh, path);
    disk.syncDirectory(Objects.requireNonNull(path.getParent()));
  }

  private static int crcOf(ByteBuffer in, int length) {
    CRC32C crc = new CRC32C();
    crc.update(in.array(), in.arrayOffset(), length);
    return (int) crc.getValue();
  }

  private CorruptFileException corrupt(String problem) {
    return new CorruptFileException(
        path,
        0,
        problem,
        "A standalone server may start without it: move it away. A member of an ensemble must not: restore it, or"
            + " rejoin with an empty data directory.");
  }
}
