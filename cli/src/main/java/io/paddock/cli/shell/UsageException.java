package io.paddock.cli.shell;

/** What was typed makes no sense; nothing was done. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
