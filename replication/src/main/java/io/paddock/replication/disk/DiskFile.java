package io.paddock.replication.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One open file. Thread: reads from any thread; writes and syncs from one at a time. */
public interface DiskFile extends Closeable {
  /** Where it is. */
  Path path();

  /** Its size in bytes. */
  long size() throws IOException;

  /**
   * Reads until {@code into} is full or the file ends; returns the number of bytes, 0 at the end.
   */
  int read(ByteBuffer into, long position) throws IOException;

  /** Writes all of {@code from}, or throws. */
  void write(ByteBuffer from, long position) throws IOException;

  /** Makes the written data durable, and of the metadata only what is needed to read it back. */
  void sync() throws IOException;

  /** Cuts the file to {@code size} bytes. */
  void truncate(long size) throws IOException;

  @Override
  void close() throws IOException;
}
