package io.paddock.server.report;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts of times in buckets that grow with the time: eight for each doubling, from 1 µs to about
 * 18 minutes; what is longer counts into the last. 2 KiB.
 *
 * <p>Thread: one thread records and resets; any thread takes a {@link #report()}, which may miss
 * what is being recorded at that moment. No field is written with more than an opaque store:
 * recording costs a few plain instructions.
 */
public final class LatencyHistogram {
  private static final int SUB_BITS = 3;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int UNIT_BITS = 10; // 1.024 µs: what is shorter is all the same to people
  private static final int DOUBLINGS = 30;

  /** The number of buckets. */
  static final int BUCKETS = (DOUBLINGS + 1) * SUBS;

  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle SUM;
  private static final VarHandle MIN;
  private static final VarHandle MAX;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      SUM = own.findVarHandle(LatencyHistogram.class, "sumNanos", long.class);
      MIN = own.findVarHandle(LatencyHistogram.class, "minNanos", long.class);
      MAX = own.findVarHandle(LatencyHistogram.class, "maxNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] counts = new long[BUCKETS];
  private long sumNanos;
  private long minNanos = Long.MAX_VALUE;
  private long maxNanos;

  /** Counts one time; a negative one counts as 0. Owner only. */
  public void record(long nanos) {
    long time = Math.max(0, nanos);
    int bucket = bucketOf(time);
    COUNT.setOpaque(counts, bucket, counts[bucket] + 1);
    SUM.setOpaque(this, sumNanos + time);
    if (time < minNanos) {
      MIN.setOpaque(this, time);
    }
    if (time > maxNanos) {
      MAX.setOpaque(this, time);
    }
  }

  /** Forgets everything. Owner only. */
  public void reset() {
    for (int i = 0; i < BUCKETS; i++) {
      COUNT.setOpaque(counts, i, 0L);
    }
    SUM.setOpaque(this, 0L);
    MIN.setOpaque(this, Long.MAX_VALUE);
    MAX.setOpaque(this, 0L);
  }

  /** What was counted so far. Any thread. */
  public LatencyReport report() {
    long[] copy = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      copy[i] = (long) COUNT.getOpaque(counts, i);
    }
    long min = (long) MIN.getOpaque(this);
    return new LatencyReport(
        copy,
        (long) SUM.getOpaque(this),
        min == Long.MAX_VALUE ? 0 : min,
        (long) MAX.getOpaque(this));
  }

  /** Eight buckets of one unit each, then eight a doubling. */
  static int bucketOf(long nanos) {
    long units = nanos >>> UNIT_BITS;
    if (units < SUBS) {
      return (int) units;
    }
    int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(units) - SUB_BITS;
    if (doubling >= DOUBLINGS) {
      return BUCKETS - 1;
    }
    int sub = (int) (units >>> doubling) - SUBS;
    return (doubling + 1) * SUBS + sub;
  }

  /** The longest time that counts into a bucket. */
  static long upperBoundNanos(int bucket) {
    if (bucket == BUCKETS - 1) {
      return Long.MAX_VALUE;
    }
    int next = bucket + 1;
    if (next < SUBS) {
      return ((long) next << UNIT_BITS) - 1;
    }
    int doubling = next / SUBS - 1;
    return ((long) (SUBS + next % SUBS) << doubling << UNIT_BITS) - 1;
  }
}
