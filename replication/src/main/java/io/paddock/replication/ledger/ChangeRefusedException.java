package io.paddock.replication.ledger;

import java.io.Serial;

/** Why the members stay as they are. */
public final class ChangeRefusedException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  private final Why why;

  /** What stood in the way. */
  public enum Why {
    /** This server does not lead, or leads no more. */
    NOT_LEADING,
    /** Another change is under way: it may be tried again. */
    BUSY,
    /** A member that is to vote is not there, or does not catch up. */
    NOT_REACHED,
    /** The change makes no sense. */
    IMPOSSIBLE
  }

  /** A refusal with a message for people. */
  public ChangeRefusedException(Why why, String message) {
    super(message);
    this.why = why;
  }

  /** What stood in the way. */
  public Why why() {
    return why;
  }
}
