package io.paddock.cli;

/**
 * What the process says when it ends (spec/operations.md, section 3). One that a signal ends has
 * the JVM's own code, as ZooKeeper's has: 130 after Ctrl-C, 143 after SIGTERM; the server is
 * stopped cleanly before.
 */
enum ExitCode {
  OK(0),
  /** Nothing of the below: a port that is taken, too. */
  UNEXPECTED(1),
  /** Wrong arguments, a setting that cannot be used. */
  INVOCATION(2),
  /** The data directory cannot be used: missing, not writable, in use by another server. */
  DATA_DIRECTORY(3),
  /** A log or snapshot cannot be read or written. */
  STORAGE(10);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
