package io.paddock.cli.discovery;

/** Exit codes of these commands. */
final class Exit {
  /** Done. */
  static final int OK = 0;

  /** The server said no, or none answered. */
  static final int FAILED = 1;

  /** Wrong arguments, a text that is no tree. */
  static final int USAGE = 2;

  private Exit() {}
}
