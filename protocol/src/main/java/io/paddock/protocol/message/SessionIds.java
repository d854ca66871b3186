package io.paddock.protocol.message;

/**
 * How session ids are made: top byte the server that made it, then 40 bits of a clock, then a
 * counter of 16 bits (spec/wire.md, section 4).
 */
public final class SessionIds {
  /** The owner that the tree keeps for a container; no session may have it. */
  public static final long CONTAINER_OWNER = 0x8000_0000_0000_0000L;

  /** The top byte of the owner that the tree keeps for a TTL znode; no session may have it. */
  public static final int TTL_OWNER_BYTE = 0xff;

  private SessionIds() {}

  /**
   * The id from which a server counts up, one a session.
   *
   * @param serverId 0 to 254; a standalone server has 1
   * @param millis a clock, read once at the start; it only has to go up from start to start
   */
  public static long first(int serverId, long millis) {
    if (serverId < 0 || serverId >= TTL_OWNER_BYTE) {
      throw new IllegalArgumentException("server id " + serverId + " is not in 0..254");
    }
    return ((long) serverId << 56) | ((millis << 24) >>> 8);
  }

  /**
   * Whether a session may have this id: it is not 0 and cannot be taken for an owner that is none.
   */
  public static boolean isUsable(long id) {
    return id != 0 && id != CONTAINER_OWNER && (id >>> 56) != TTL_OWNER_BYTE;
  }
}
