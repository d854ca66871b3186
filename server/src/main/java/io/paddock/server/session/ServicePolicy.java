package io.paddock.server.session;

/**
 * What a member of an ensemble does for clients while there is a leader, and while there is none
 * (spec/semantics.md, sections 12 and 13). Pure.
 *
 * @param holdNanos so long without a leader new sessions wait: an election is quicker
 * @param keepNanos so long without a leader connections are kept and reads answered
 * @param readOnlyNanos after so long without a leader clients that only read may connect; {@link
 *     Long#MAX_VALUE} for never
 */
public record ServicePolicy(long holdNanos, long keepNanos, long readOnlyNanos) {
  private static final long NANOS_PER_MS = 1_000_000;
  private static final long READ_ONLY_MS_MIN = 2000;

  /** From settings; {@code syncLimit} in ticks. */
  public static ServicePolicy of(int tickMs, int syncLimit, boolean readOnlyMode) {
    long tickNanos = tickMs * NANOS_PER_MS;
    long readOnlyNanos = Math.max(READ_ONLY_MS_MIN * NANOS_PER_MS, tickNanos);
    return new ServicePolicy(
        Math.min(tickNanos, syncLimit * tickNanos),
        syncLimit * tickNanos,
        readOnlyMode ? readOnlyNanos : Long.MAX_VALUE);
  }

  /**
   * What to do.
   *
   * @param before what was done so far
   * @param leaderlessNanos how long there has been no leader; negative if there is one
   * @param caughtUp whether this server has been level with a leader since it last served nobody
   */
  public Service.Phase at(Service.Phase before, long leaderlessNanos, boolean caughtUp) {
    if (leaderlessNanos < 0) {
      return before.keepsClients() || caughtUp ? Service.Phase.OPEN : Service.Phase.SHUT;
    }
    if (!before.keepsClients() || leaderlessNanos >= keepNanos) {
      return Service.Phase.SHUT;
    }
    return leaderlessNanos < holdNanos ? Service.Phase.HOLDING : Service.Phase.READING;
  }

  /** Whether clients that only read may connect. */
  public boolean isReadOnly(long leaderlessNanos) {
    return leaderlessNanos >= readOnlyNanos;
  }
}
