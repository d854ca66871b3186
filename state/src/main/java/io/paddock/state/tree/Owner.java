package io.paddock.state.tree;

/**
 * What a znode's stored owner means (spec/semantics.md, section 1): 0 a persistent znode, {@link
 * #CONTAINER}, a TTL in its low 40 bits, or the session of an ephemeral.
 */
public final class Owner {
  /** The znode stays until it is deleted. */
  public static final long NONE = 0;

  /** The znode goes when its last child has gone. */
  public static final long CONTAINER = Long.MIN_VALUE;

  /** The longest TTL, ms. */
  public static final long TTL_MS_MAX = (1L << 40) - 1;

  private static final long TTL = 0xff00_0000_0000_0000L;
  private static final int TTL_BITS = 40;

  private Owner() {}

  /** The owner of a znode that goes when it has had no children and no change for so long. */
  public static long ttl(long ttlMs) {
    if (ttlMs < 1 || ttlMs > TTL_MS_MAX) {
      throw new IllegalArgumentException("a TTL of " + ttlMs + " ms is not in 1..2^40-1");
    }
    return TTL | ttlMs;
  }

  /** Whether this is the owner of a TTL znode. */
  public static boolean isTtl(long owner) {
    return owner >>> TTL_BITS == TTL >>> TTL_BITS && owner != TTL;
  }

  /** The TTL in ms, or 0 if this is no owner of a TTL znode. */
  public static long ttlMs(long owner) {
    return isTtl(owner) ? owner & TTL_MS_MAX : 0;
  }

  /** Whether a cleaner may have to delete the znode: a container or a TTL znode. */
  public static boolean isIdle(long owner) {
    return owner == CONTAINER || isTtl(owner);
  }

  /** Whether this is a session: the znode goes with it. */
  public static boolean isSession(long owner) {
    return owner != NONE && !isIdle(owner);
  }

  /** Whether a session may have this id: it could not be mistaken for another kind of owner. */
  public static boolean isUsableSession(long id) {
    return id != NONE && id != CONTAINER && (id & TTL) != TTL;
  }
}
