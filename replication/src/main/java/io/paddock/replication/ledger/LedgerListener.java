package io.paddock.replication.ledger;

import io.paddock.state.quota.QuotaNotice;
import java.nio.ByteBuffer;

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

  /**
   * A change was let through although it leaves a quota exceeded: the quota is soft, or not
   * enforced. Told again when the log is replayed.
   */
  default void exceeded(QuotaNotice quota) {}

  /** Who leads has changed, or this server's part has. */
  default void standing(Standing now) {}

  /**
   * A member, this one included, has a note for the leader ({@link Ensemble#tellLeader}). Called
   * only while this server leads; {@code note} is valid only during the call.
   */
  default void noted(int member, ByteBuffer note) {}
}
