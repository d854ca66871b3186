package io.paddock.client.api;

/** The answer of the server could not be read. */
public final class UnreadableReplyException extends ClientException {
  private static final long serialVersionUID = 1L;

  /** For an operation that the server has answered. */
  public UnreadableReplyException(String operation, String path, Happened happened, String why) {
    super(operation, path, happened, why);
  }
}
