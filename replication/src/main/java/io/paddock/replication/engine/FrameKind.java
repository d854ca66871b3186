package io.paddock.replication.engine;

/** The kinds of frames between members. The numbers are for ever. */
final class FrameKind {
  /** A call of the engine to the engine of another member: {@link EngineMessages}. */
  static final byte CALL = 1;

  /** The answer to a call. */
  static final byte ANSWER = 2;

  /** A batch for the leader: long term, and the batch without its head. */
  static final byte BATCH = 3;

  /** The sender leads and takes batches: long term. */
  static final byte LEADING = 4;

  /** The leader has refused a batch; send all again: long term. */
  static final byte REFUSED = 5;

  /** Something for whoever leads, which the ledger does not look into. */
  static final byte NOTE = 6;

  /** A piece of a snapshot is wanted: {@link SnapshotPiece.Ask}. */
  static final byte SNAPSHOT_ASK = 7;

  /** A piece of a snapshot: {@link SnapshotPiece}. */
  static final byte SNAPSHOT_PIECE = 8;

  /** The leader's log is committed so far: {@link CommitNews}. */
  static final byte COMMITTED = 9;

  /** Whether the sender's log is empty: one byte, 1 if it is. */
  static final byte EMPTINESS = 10;

  /** The leader says who belongs to the ensemble, or soon will, and where they are. */
  static final byte MEMBERS = 11;

  /** Digests of the sender's state at fixed zxids: {@link DigestMarks}. */
  static final byte DIGESTS = 12;

  private FrameKind() {}
}
