package io.paddock.recipes.steady;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to give up.
 *
 * @param endless whether never
 * @param atNanos when else, in the time of System.nanoTime
 */
public record Deadline(boolean endless, long atNanos) {
  // So long that nobody sees the end, and so short that nothing overflows.
  private static final Duration MOST = Duration.ofDays(10_000);

  /** From now on, after this time; null for never. Zero is at once. */
  public static Deadline in(@Nullable Duration limit) {
    if (limit == null) {
      return new Deadline(true, 0);
    }
    Duration shorter = limit.compareTo(MOST) > 0 ? MOST : limit;
    return new Deadline(false, System.nanoTime() + Math.max(0, shorter.toNanos()));
  }

  /** Whether it has passed. */
  public boolean isOver() {
    return leftNanos() <= 0;
  }

  /** How long it still is, at least zero, Long.MAX_VALUE for an endless one. */
  public long leftNanos() {
    return endless ? Long.MAX_VALUE : Math.max(0, atNanos - System.nanoTime());
  }

  /** The rest of it, or {@code most} if that is shorter. */
  public Duration leftOrAtMost(Duration most) {
    return Duration.ofNanos(Math.min(leftNanos(), most.toNanos()));
  }
}
