package io.paddock.replication.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Writes a large file from its start. It syncs as it goes, so that the log's own sync never waits
 * behind much of it.
 *
 * <p>Thread: one.
 */
final class FileOutput extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SYNC_BYTES = 4 << 20;

  private final DiskFile file;
  private final BooleanSupplier goOn;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final byte[] single = new byte[1];
  private long written;
  private long synced;

  FileOutput(DiskFile file, BooleanSupplier goOn) {
    this.file = file;
    this.goOn = goOn;
  }

  @Override
  public void write(int b) throws IOException {
    single[0] = (byte) b;
    write(single, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      int count = Math.min(buffer.remaining(), end - at);
      buffer.put(bytes, at, count);
      at += count;
    }
  }

  private void drain() throws IOException {
    if (!goOn.getAsBoolean()) {
      throw new InterruptedIOException("given up, as the server is stopping");
    }
    buffer.flip();
    int count = buffer.remaining();
    file.write(buffer, written);
    written += count;
    buffer.clear();
    if (written - synced >= SYNC_BYTES) {
      file.sync();
      synced = written;
    }
  }

  /** Makes all of it durable. */
  void sync() throws IOException {
    drain();
    file.sync();
  }

  /** The file is its owner's to close. */
  @Override
  public void close() {}
}
