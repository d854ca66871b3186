package io.paddock.replication.ledger;

/** What the ledger tells the server that runs it. Called on the engine's threads; must be quick. */
public interface LedgerListener {
  /** This server leads from now on (a standalone server: it is ready to take writes). */
  void leading(long term);

  /** This server does not lead any more, or does not know a leader. */
  void following(long term);

  /**
   * The ledger cannot go on: a full disk, a failed fsync, a corrupt file. Nothing is acknowledged
   * any more. The message names file, offset and what to do.
   */
  void failed(String message, Throwable cause);
}
