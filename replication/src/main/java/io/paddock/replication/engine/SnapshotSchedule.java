package io.paddock.replication.engine;

import java.util.function.IntUnaryOperator;

/**
 * Says when a snapshot is due: after a number of commands that is drawn between half of {@code
 * snapCount} and all of it, so that the servers of an ensemble do not all write at once; but not
 * before the log has grown by a quarter of the newest snapshot, so that a large tree under many
 * writes is not written out over and over. And in any case when the log has grown by {@code
 * snapBytes}.
 *
 * <p>Thread: the applier's; {@link #saved} from any.
 */
final class SnapshotSchedule {
  private static final int LOG_SHARE = 4;

  private final int snapCount;
  private final long snapBytes;
  private final IntUnaryOperator random;
  private volatile long newestBytes;
  private int threshold;
  private long commands;
  private long bytes;

  /**
   * A schedule that begins now.
   *
   * @param random gives a number from 0 to its argument - 1
   */
  SnapshotSchedule(int snapCount, long snapBytes, IntUnaryOperator random) {
    this.snapCount = snapCount;
    this.snapBytes = snapBytes;
    this.random = random;
    this.threshold = draw();
  }

  /** Counts what was applied; true if a snapshot is due, and then it counts anew. */
  boolean due(int moreCommands, long moreBytes) {
    commands += moreCommands;
    bytes += moreBytes;
    boolean enough = commands >= threshold && bytes >= newestBytes / LOG_SHARE;
    if (!enough && (snapBytes == 0 || bytes < snapBytes)) {
      return false;
    }
    commands = 0;
    bytes = 0;
    threshold = draw();
    return true;
  }

  /** The newest snapshot has this size. */
  void saved(long snapshotBytes) {
    newestBytes = snapshotBytes;
  }

  private int draw() {
    int half = snapCount / 2;
    return half + 1 + random.applyAsInt(snapCount - half);
  }
}
