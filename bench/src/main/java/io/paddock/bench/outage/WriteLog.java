package io.paddock.bench.outage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one writer has seen.
 *
 * <p>Thread: its writer notes; others read what has been noted so far.
 */
final class WriteLog {
  private final List<Long> successNanos = new ArrayList<>();
  private int disconnections;
  private int refusals;
  private int sessionsLost;

  synchronized void succeeded(long nanos) {
    successNanos.add(nanos);
  }

  synchronized void disconnected() {
    disconnections++;
  }

  synchronized void refused() {
    refusals++;
  }

  synchronized void sessionLost() {
    sessionsLost++;
  }

  /** Writes that succeeded. */
  synchronized int successes() {
    return successNanos.size();
  }

  /** When the last write succeeded; {@link Long#MIN_VALUE} if none has. */
  synchronized long lastNanos() {
    return successNanos.isEmpty() ? Long.MIN_VALUE : successNanos.get(successNanos.size() - 1);
  }

  synchronized int disconnections() {
    return disconnections;
  }

  /** Replies with an error. */
  synchronized int refusals() {
    return refusals;
  }

  /** Sessions that had ended when they were to be attached again. */
  synchronized int sessionsLost() {
    return sessionsLost;
  }

  private synchronized List<Long> copy() {
    return List.copyOf(successNanos);
  }

  /**
   * The longest time without a success of any of these, looking at those that reach into the time
   * from {@code from} to {@code to}.
   */
  static long longestGapNanos(Collection<WriteLog> logs, long from, long to) {
    List<Long> all = new ArrayList<>(logs.stream().flatMap(log -> log.copy().stream()).toList());
    // What was noted since is not looked at: some of the logs may have been copied before it.
    all.removeIf(each -> each > to);
    all.add(to);
    all.sort(null);
    long longest = 0;
    long before = from;
    for (long each : all) {
      if (each > from) {
        longest = Math.max(longest, each - before);
      }
      before = each;
    }
    return longest;
  }
}
