package io.paddock.replication.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file is not what was written. Nothing has been changed; the message says where and what the
 * operator can do.
 */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Path file;
  private final long offset;

  /**
   * A finding.
   *
   * @param offset of the first byte that cannot be trusted
   * @param problem what is wrong, without file and offset
   * @param remedy what the operator can do, as a sentence
   */
  public CorruptFileException(Path file, long offset, String problem, String remedy) {
    super(file + ": " + problem + " at offset " + offset + ". " + remedy);
    this.file = file;
    this.offset = offset;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Bytes from its start. */
  public long offset() {
    return offset;
  }
}
