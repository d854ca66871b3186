package io.paddock.discovery.register;

/** What to do if another session has the address, such as that of a process that has just died. */
public enum WhenTaken {
  /** {@link AddressTakenException}, at once. */
  FAIL,

  /** Wait for it to go; {@link AddressTakenException} if it has not gone in time. */
  WAIT,

  /**
   * Put this one in its place, in one step. The other one, if it lives, notices, and comes back
   * only when this one is gone.
   */
  TAKE_OVER
}
