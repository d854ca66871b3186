package io.paddock.client.api;

/** The waiting thread was interrupted; its interrupt flag is set again. */
public final class InterruptedOperationException extends ClientException {
  private static final long serialVersionUID = 1L;

  /** For an operation whose answer nobody waits for any more. */
  public InterruptedOperationException(String operation, String path, Happened happened) {
    super(operation, path, happened, "interrupted while waiting");
  }
}
