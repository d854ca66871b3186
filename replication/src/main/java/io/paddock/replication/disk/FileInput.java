package io.paddock.replication.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads a file from its start and knows where it is.
 *
 * <p>Thread: one.
 */
final class FileInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 20;

  private final DiskFile file;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long fetched;

  FileInput(DiskFile file) {
    this.file = file;
  }

  /** Offset of the next byte. */
  long position() {
    return fetched - buffer.remaining();
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
    return count;
  }

  private boolean fetch() throws IOException {
    buffer.clear();
    int count = file.read(buffer, fetched);
    buffer.flip();
    fetched += count;
    return count > 0;
  }
}
