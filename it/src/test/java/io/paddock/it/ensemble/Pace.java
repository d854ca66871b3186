package io.paddock.it.ensemble;

/**
 * How far a worker has counted, and how long it had to wait at most.
 *
 * <p>Thread: the worker's writes, any reads.
 */
final class Pace {
  private long writtenNanos;
  private int lastAt;
  private int count;
  private long gapNanos;

  /** It has written a number through a member, or through some member if that is 0. */
  synchronized void written(int number, int member) {
    long nowNanos = System.nanoTime();
    // A client that had to move has waited for its own server, not for the ensemble.
    if (count > 0 && member == lastAt) {
      gapNanos = Math.max(gapNanos, nowNanos - writtenNanos);
    }
    count = number;
    lastAt = member;
    writtenNanos = nowNanos;
  }

  /** The last number. */
  synchronized int count() {
    return count;
  }

  /** The longest time between two writes through the same member. */
  synchronized long gapMs() {
    return gapNanos / 1_000_000;
  }
}
