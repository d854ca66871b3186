package io.paddock.client.api;

/**
 * The session has ended: its ephemerals are gone or will be. The client makes a new session by
 * itself.
 */
public final class SessionLostException extends ClientException {
  private static final long serialVersionUID = 1L;

  /** For an operation that belonged to the old session. */
  public SessionLostException(String operation, String path, Happened happened) {
    super(operation, path, happened, "the session has ended");
  }
}
