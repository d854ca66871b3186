package io.paddock.replication.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file from its start and knows where it is.
 *
 * <p>Thread: one.
 */
final class FileInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 20;

  private final DiskFile file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private @Nullable Checksum checksum;
  private long fetched;
  private long end = Long.MAX_VALUE;

  FileInput(DiskFile file) {
    this.file = file;
  }

  /** Offset of the next byte. */
  long position() {
    return fetched - buffer.remaining();
  }

  /** Ends the stream at this offset, though the file goes on. */
  void end(long offset) {
    end = offset;
    int beyond = (int) Math.max(0, fetched - offset);
    buffer.limit(buffer.limit() - beyond);
    fetched -= beyond;
  }

  /** Counts what is read from now on into this checksum, which is returned. */
  Checksum checksum(Checksum into) {
    checksum = into;
    return into;
  }

  /** Reads on to the end, for the checksum's sake. */
  void skipToEnd() throws IOException {
    byte[] scratch = new byte[BUFFER_BYTES];
    while (read(scratch, 0, scratch.length) >= 0) {
      // The checksum sees it.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && !fetch()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    if (checksum != null) {
      checksum.update(into, offset, count);
    }
    return count;
  }

  private boolean fetch() throws IOException {
    buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - fetched));
    int count = file.read(buffer, fetched);
    buffer.flip();
    fetched += count;
    return count > 0;
  }
}
