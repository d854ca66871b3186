package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads pieces of one file through a buffer, so that reading one after the other costs few system
 * calls. What lies beyond the end of the file reads as zeros.
 *
 * <p>Thread: one at a time.
 */
final class Window {
  private final DiskFile file;
  private final int chunkBytes;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long start;

  Window(DiskFile file, int chunkBytes) {
    this.file = file;
    this.chunkBytes = chunkBytes;
  }

  /**
   * {@code length} bytes from {@code position}, as indexes 0 to length - 1 of a buffer that is
   * valid until the next call.
   */
  ByteBuffer at(long position, int length) throws IOException {
    if (position < start || position + length > start + buffer.limit()) {
      fill(position, length);
    }
    return buffer.slice((int) (position - start), length);
  }

  /** Forgets what was read. */
  void clear() {
    buffer.limit(0);
  }

  private void fill(long position, int length) throws IOException {
    int wanted = Math.max(length, chunkBytes);
    if (buffer.capacity() < wanted || buffer.capacity() > 4 * wanted) {
      buffer = ByteBuffer.allocate(wanted);
    }
    buffer.clear().limit(wanted);
    file.read(buffer, position);
    int got = buffer.position();
    // Only as much as was asked for is known to be zeros: a log being written grows behind the end
    // that was seen.
    while (buffer.position() < length) {
      buffer.put((byte) 0);
    }
    buffer.limit(Math.max(got, length)).position(0);
    start = position;
  }
}
