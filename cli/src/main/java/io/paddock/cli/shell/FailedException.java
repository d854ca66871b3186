package io.paddock.cli.shell;

/** Something could not be done, or only in part, for a reason that is no single refusal. */
final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }
}
