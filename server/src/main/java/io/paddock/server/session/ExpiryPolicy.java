package io.paddock.server.session;

/**
 * When a session ends that is not heard from: its timeout rounded up to whole ticks, so that
 * sessions end in batches (spec/semantics.md, section 11). Pure.
 *
 * @param tickNanos the unit of time, above 0
 */
public record ExpiryPolicy(long tickNanos) {
  private static final long NANOS_PER_MS = 1_000_000;

  /** The policy for a tick of this many ms. */
  public static ExpiryPolicy ofTickMs(int tickMs) {
    return new ExpiryPolicy(tickMs * NANOS_PER_MS);
  }

  /**
   * The moment at which a session that was last heard from at {@code heardNanos} ends: a multiple
   * of the tick.
   */
  public long deadlineNanos(long heardNanos, int timeoutMs) {
    return nextTickNanos(heardNanos + timeoutMs * NANOS_PER_MS);
  }

  /** The first multiple of the tick after {@code nowNanos}. */
  public long nextTickNanos(long nowNanos) {
    return (Math.floorDiv(nowNanos, tickNanos) + 1) * tickNanos;
  }
}
