package io.paddock.protocol.message;

/**
 * The first 16 bytes of every frame from the server after the handshake (spec/wire.md, section 5).
 *
 * @param xid that of the request, or {@link #EVENT_XID}, {@link #PING_XID}, {@link #AUTH_XID}
 * @param zxid of the write, else the last one applied at this server; 0 for auth, -1 for an unknown
 *     operation
 * @param err a number of {@link ErrorCode}, or from a foreign server one that is not known
 */
public record ReplyHeader(int xid, long zxid, int err) {
  /** Marks a watch event, which is an answer to nothing. */
  public static final int EVENT_XID = -1;

  /** Of every reply to a ping. */
  public static final int PING_XID = -2;

  /** Of auth requests. */
  public static final int AUTH_XID = -4;

  /** Of setWatches by convention; some clients take an ordinary one. */
  public static final int SET_WATCHES_XID = -8;

  /** The length of this header on the wire, and of a whole error reply. */
  public static final int BYTES = 16;

  /**
   * The zxid in the header of an event that setWatches brings up, and of the refusal of an unknown
   * operation.
   */
  public static final long NO_ZXID = -1;
}
