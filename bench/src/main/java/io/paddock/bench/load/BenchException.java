package io.paddock.bench.load;

/** The load cannot be made as asked; the message is for the person at the terminal. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message that names the values at fault. */
  public BenchException(String message) {
    super(message);
  }

  /** The same, with what went wrong below. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
