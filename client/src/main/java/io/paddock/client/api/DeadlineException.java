package io.paddock.client.api;

/** No answer came in time. */
public final class DeadlineException extends ClientException {
  private static final long serialVersionUID = 1L;

  /** For an operation that has waited this long. */
  public DeadlineException(String operation, String path, Happened happened) {
    super(operation, path, happened, "no answer in time");
  }
}
