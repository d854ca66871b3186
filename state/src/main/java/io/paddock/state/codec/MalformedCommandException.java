package io.paddock.state.codec;

/** Bytes that are no command this version knows. The message tells what is wrong and where. */
public final class MalformedCommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int offset;

  MalformedCommandException(int offset, String problem) {
    super("at byte " + offset + " of the command: " + problem);
    this.offset = offset;
  }

  /** Where the trouble is, in bytes from the command's first. */
  public int offset() {
    return offset;
  }
}
