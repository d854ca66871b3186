package io.paddock.client.api;

/** The connection was lost before the answer came, and the operation was not one to repeat. */
public final class ConnectionLossException extends ClientException {
  private static final long serialVersionUID = 1L;

  /** For an operation that was sent. */
  public ConnectionLossException(String operation, String path, Happened happened, String why) {
    super(operation, path, happened, why);
  }
}
