package io.paddock.discovery.health;

/**
 * Decides whether a service is to be in the list: it goes out when it has not worked for the grace,
 * and comes back as soon as it works. Thread: one.
 */
final class GracePolicy {
  private final long graceNanos;
  private boolean failing;
  private long sinceNanos;

  GracePolicy(long graceNanos) {
    this.graceNanos = graceNanos;
  }

  /** Whether it is to be listed, after a check at this time. */
  boolean isListed(boolean works, long nowNanos) {
    if (works) {
      failing = false;
      return true;
    }
    if (!failing) {
      failing = true;
      sinceNanos = nowNanos;
    }
    return nowNanos - sinceNanos < graceNanos;
  }
}
