package io.paddock.replication.disk;

/** What syncing costs. Thread: one writer; any readers. */
public final class SyncMeter {
  private volatile long count;
  private volatile long totalNanos;
  private volatile long maxNanos;

  /** Syncs so far. */
  public long count() {
    return count;
  }

  /** Time they took together. */
  public long totalNanos() {
    return totalNanos;
  }

  /** Time the longest took. */
  public long maxNanos() {
    return maxNanos;
  }

  long start() {
    return System.nanoTime();
  }

  void stop(long start) {
    long took = System.nanoTime() - start;
    count = count + 1;
    totalNanos = totalNanos + took;
    maxNanos = Math.max(maxNanos, took);
  }
}
