package io.paddock.client.cache;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which paths are to be read and which are being read, each once; not too many at a time.
 *
 * <p>Thread: one at a time.
 */
final class ReadQueue {
  private static final int UNDER_WAY_MAX = 256;

  private final Map<String, Wanted> waiting = new LinkedHashMap<>();
  private final Map<String, Reading> underWay = new HashMap<>();
  // How many that belong to the start are waiting or under way.
  private int firstLeft;

  /**
   * A path to be read.
   *
   * @param deep its children too
   * @param first it belongs to the start
   */
  record Wanted(String path, boolean deep, boolean first) {
    Wanted with(Wanted other) {
      return new Wanted(path, deep || other.deep, first || other.first);
    }
  }

  /** One under way, and what is wanted of the same path since. */
  private static final class Reading {
    final Wanted now;
    @Nullable Wanted then;

    Reading(Wanted now) {
      this.now = now;
    }
  }

  void want(String path, boolean deep, boolean first) {
    Wanted wanted = new Wanted(path, deep, first);
    Reading reading = underWay.get(path);
    if (reading != null) {
      boolean counted = reading.then != null && reading.then.first;
      reading.then = reading.then == null ? wanted : reading.then.with(wanted);
      firstLeft += first && !counted ? 1 : 0;
      return;
    }
    Wanted before = waiting.get(path);
    waiting.put(path, before == null ? wanted : before.with(wanted));
    firstLeft += first && (before == null || !before.first) ? 1 : 0;
  }

  /** The next to be read, or null if there is none, or too many are under way. */
  @Nullable Wanted next() {
    if (waiting.isEmpty() || underWay.size() >= UNDER_WAY_MAX) {
      return null;
    }
    Wanted next = waiting.values().iterator().next();
    waiting.remove(next.path());
    underWay.put(next.path(), new Reading(next));
    return next;
  }

  /** Whether it is to be read or being read. */
  boolean has(String path) {
    return waiting.containsKey(path) || underWay.containsKey(path);
  }

  /** Whether nothing is to be read or being read. */
  boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  /** One that is under way has failed and must be read again. */
  void again(String path) {
    Reading reading = underWay.get(path);
    if (reading != null) {
      want(path, reading.now.deep, reading.now.first);
    }
  }

  /** One is done; whether it was the last of the start. */
  boolean done(String path) {
    Reading reading = underWay.remove(path);
    if (reading == null) {
      return false;
    }
    if (reading.then != null) {
      waiting.put(path, reading.then);
    }
    firstLeft -= reading.now.first ? 1 : 0;
    return reading.now.first && firstLeft == 0;
  }
}
