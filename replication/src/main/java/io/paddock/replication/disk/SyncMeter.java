package io.paddock.replication.disk;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What syncing costs. Thread: one writer; any readers. */
public final class SyncMeter {
  private static final Logger LOG = LoggerFactory.getLogger(SyncMeter.class);
  private static final long NANOS_PER_MS = 1_000_000;

  private volatile long count;
  private volatile long totalNanos;
  private volatile long maxNanos;
  private volatile long slowCount;
  private volatile long warnAboveNanos = Long.MAX_VALUE;

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

  /** Syncs that were slow, so that it was said in the log. */
  public long slowCount() {
    return slowCount;
  }

  /** Says from now on when a sync takes longer than this. */
  public void warnAboveMs(long ms) {
    warnAboveNanos = ms * NANOS_PER_MS;
  }

  /** A sync of this file has ended that took so long. */
  void took(Path file, long nanos) {
    count = count + 1;
    totalNanos = totalNanos + nanos;
    maxNanos = Math.max(maxNanos, nanos);
    if (nanos > warnAboveNanos) {
      slowCount = slowCount + 1;
      LOG.warn(
          "The sync of {} took {} ms, more than fsync.warningthresholdms={}: all writes had to wait",
          file,
          nanos / NANOS_PER_MS,
          warnAboveNanos / NANOS_PER_MS);
    }
  }
}
