package io.paddock.cli;

/** The server cannot start or go on; the message is one line for people that says what to do. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode code;

  StartException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  StartException(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
