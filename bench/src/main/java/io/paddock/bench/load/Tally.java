package io.paddock.bench.load;

import io.paddock.protocol.message.ErrorCode;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one loop counted while it measured: operations, errors by code, latencies.
 *
 * <p>Thread: the loop's until its order is done, then whoever adds the tallies up.
 */
final class Tally {
  private static final long LATENCY_MAX_NANOS = 3_600_000_000_000L;
  private static final int LATENCY_DIGITS = 3;
  private static final int ERROR_CODES = 128;

  private final long[] operations = new long[OpKind.values().length];
  private final long[] errors = new long[ERROR_CODES + 1];
  private final Histogram latency = new Histogram(LATENCY_MAX_NANOS, LATENCY_DIGITS);

  /** Counts one reply. */
  void reply(OpKind kind, int err, long nanos) {
    operations[kind.ordinal()]++;
    latency.recordValue(Math.max(0, Math.min(nanos, LATENCY_MAX_NANOS)));
    if (err != 0) {
      int index = -err;
      errors[index > 0 && index < ERROR_CODES ? index : ERROR_CODES]++;
    }
  }

  /** Adds another loop's counts to these. */
  void add(Tally other) {
    for (int i = 0; i < operations.length; i++) {
      operations[i] += other.operations[i];
    }
    for (int i = 0; i < errors.length; i++) {
      errors[i] += other.errors[i];
    }
    latency.add(other.latency);
  }

  /** Replies counted, those with an error included. */
  long operations() {
    return latency.getTotalCount();
  }

  /** Replies by operation, only those that occurred. */
  Map<String, Long> operationsByKind() {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < operations.length; i++) {
      if (operations[i] > 0) {
        counts.put(OpKind.of(i).label(), operations[i]);
      }
    }
    return counts;
  }

  /** Replies with an error by name and number of its code, only those that occurred. */
  Map<String, Long> errorsByCode() {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < errors.length; i++) {
      if (errors[i] > 0) {
        String name = i == ERROR_CODES ? "OTHER" : ErrorCode.of(-i) + "(" + -i + ")";
        counts.put(name, errors[i]);
      }
    }
    return counts;
  }

  /** Number of replies with this error. */
  long errors(ErrorCode code) {
    return errors[-code.code()];
  }

  /**
   * Latencies of all replies in nanoseconds, from the request's encoding to its reply's decoding.
   */
  Histogram latency() {
    return latency;
  }
}
