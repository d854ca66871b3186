package io.paddock.server.pipeline;

import io.paddock.protocol.message.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * What people may want to know of the requests of one connection. Times in ms, because that is what
 * is shown and because there is one of these for each connection.
 *
 * <p>Thread: the loop's.
 */
public final class PipelineFigures {
  private static final long NANOS_PER_MS = 1_000_000;

  private @Nullable OpCode lastOp;
  private int lastXid = -1;
  private long lastZxid;
  private long lastReplyNanos;
  private int lastMs;
  private int minMs;
  private int maxMs;
  private int count;
  private long sumNanos;

  void answered(OpCode op, int xid, LoopScope scope, long tookNanos) {
    lastOp = op;
    lastXid = xid;
    lastZxid = scope.state().zxid();
    lastReplyNanos = scope.nowNanos();
    lastMs = (int) (tookNanos / NANOS_PER_MS);
    minMs = count == 0 ? lastMs : Math.min(minMs, lastMs);
    maxMs = Math.max(maxMs, lastMs);
    count++;
    sumNanos += tookNanos;
  }

  /** Forgets the times, not what was last. */
  public void reset() {
    minMs = 0;
    maxMs = 0;
    count = 0;
    sumNanos = 0;
  }

  /** The last operation that was answered, null before the first and after a reset. */
  public @Nullable OpCode lastOp() {
    return lastOp;
  }

  /** The xid of the last request answered, -1 before the first. */
  public int lastXid() {
    return lastXid;
  }

  /** The zxid of the last reply. */
  public long lastZxid() {
    return lastZxid;
  }

  /** When the last reply was given, ms of a monotonic clock. */
  public long lastReplyMs() {
    return lastReplyNanos / NANOS_PER_MS;
  }

  /** How long the last request took, ms. */
  public int lastMs() {
    return lastMs;
  }

  /** The shortest, ms. */
  public int minMs() {
    return minMs;
  }

  /** The longest, ms. */
  public int maxMs() {
    return maxMs;
  }

  /** The mean, ms. */
  public long avgMs() {
    return count == 0 ? 0 : sumNanos / NANOS_PER_MS / count;
  }
}
