package io.paddock.client.api;

/**
 * The client was closed, or has given up because its credentials were refused, or because the
 * server wants an identity that it has not shown.
 */
public final class ClosedException extends ClientException {
  private static final long serialVersionUID = 1L;

  /** For an operation of a closed client. */
  public ClosedException(String operation, String path, Happened happened, String why) {
    super(operation, path, happened, why);
  }
}
