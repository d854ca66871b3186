package io.paddock.client.api;

/** An operation failed. Says which, on which path, and whether its change happened. */
public abstract class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String path;
  private final Happened happened;

  ClientException(String operation, String path, Happened happened, String why) {
    super(operation + (path.isEmpty() ? "" : " " + path) + ": " + why);
    this.operation = operation;
    this.path = path;
    this.happened = happened;
  }

  /** The operation, such as {@code create}. */
  public final String operation() {
    return operation;
  }

  /** The path as the caller gave it; empty for an operation without one. */
  public final String path() {
    return path;
  }

  /** Whether the change happened; {@link Happened#NO} for reads. */
  public final Happened happened() {
    return happened;
  }
}
