package io.paddock.state.snapshot;

import java.io.IOException;

/** Bytes that are no snapshot this version can read. The message tells what is wrong and where. */
public final class CorruptSnapshotException extends IOException {
  private static final long serialVersionUID = 1;

  private final long offset;

  CorruptSnapshotException(long offset, String problem) {
    super("at byte " + offset + " of the snapshot: " + problem);
    this.offset = offset;
  }

  CorruptSnapshotException(long offset, String problem, Throwable cause) {
    this(offset, problem);
    initCause(cause);
  }

  /** Where the trouble is, in bytes from the snapshot's first. */
  public long offset() {
    return offset;
  }
}
