package io.paddock.server.connection;

import io.paddock.server.config.LimitsConfig.Throttle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many clients may connect in how much time, the same for all loops.
 *
 * <p>A bucket of tokens that fills evenly, kept as one number: the time at which it would be full
 * again. Taking a token moves that time on by what one token takes to come; it may not be further
 * away than a whole bucket.
 *
 * <p>Thread: any.
 */
public final class SessionThrottle {
  private static final double NANOS_PER_MS = 1_000_000;

  private final boolean limited;
  private final long tokenNanos;
  private final long bucketNanos;
  private final long startNanos;
  private final AtomicLong fullNanos = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** A full bucket. */
  public SessionThrottle(Throttle config, long nowNanos) {
    this.limited = config.tokens() > 0;
    this.tokenNanos = Math.max(1, Math.round(config.fillMs() * NANOS_PER_MS / config.fillCount()));
    this.bucketNanos = tokenNanos * config.tokens();
    this.startNanos = nowNanos;
  }

  /** Takes a token; false if there is none. */
  boolean take(long nowNanos) {
    if (!limited) {
      return true;
    }
    long sinceNanos = nowNanos - startNanos;
    while (true) {
      long full = fullNanos.get();
      long next = Math.max(full, sinceNanos) + tokenNanos;
      if (next - sinceNanos > bucketNanos) {
        refused.incrementAndGet();
        return false;
      }
      if (fullNanos.compareAndSet(full, next)) {
        return true;
      }
    }
  }

  /** How often there was none, since the start. */
  public long refused() {
    return refused.get();
  }
}
