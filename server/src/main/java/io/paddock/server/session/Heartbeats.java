package io.paddock.server.session;

import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of all sessions that this server has heard from or must hear from: a hash table
 * whose links are the heartbeats themselves, because there may be hundreds of thousands. Looked up
 * when a session is attached and when the session clock goes round, never for a request.
 *
 * <p>Thread: any.
 */
public final class Heartbeats {
  private static final int CAPACITY_MIN = 64;

  private @Nullable Heartbeat[] buckets = new Heartbeat[CAPACITY_MIN];
  private int size;

  /** The heartbeat of a session, which has just been heard from. */
  public synchronized Heartbeat heard(long session, long nowNanos) {
    Heartbeat heartbeat = expected(session, nowNanos);
    heartbeat.heard(nowNanos);
    return heartbeat;
  }

  /** A sign of life of a session that may not exist: nothing is kept for one that is not known. */
  public synchronized void heardIfKnown(long session, long nowNanos) {
    Heartbeat heartbeat = find(session);
    if (heartbeat != null) {
      heartbeat.heard(nowNanos);
    }
  }

  /** The same, for a sign of life of some time ago: it never takes a later one back. */
  public synchronized void heardAt(long session, long heardNanos) {
    Heartbeat heartbeat = find(session);
    if (heartbeat != null && heartbeat.heardNanos() - heardNanos < 0) {
      heartbeat.heard(heardNanos);
    }
  }

  /** Every session begins anew with its full timeout. */
  synchronized void renewAll(long nowNanos) {
    for (Heartbeat head : buckets) {
      for (Heartbeat each = head; each != null; each = each.next) {
        each.heard(nowNanos);
      }
    }
  }

  /** Calls {@code action} for each session that was heard from at {@code sinceNanos} or later. */
  synchronized void forEachHeard(long sinceNanos, Heard action) {
    for (Heartbeat head : buckets) {
      for (Heartbeat each = head; each != null; each = each.next) {
        long heardNanos = each.heardNanos();
        if (heardNanos - sinceNanos >= 0) {
          action.heard(each.session, heardNanos);
        }
      }
    }
  }

  /** Told of a session and when it was last heard from. */
  interface Heard {
    void heard(long session, long heardNanos);
  }

  /**
   * The heartbeat of a session, begun now if there was none: a session that the state knows gets
   * its full timeout.
   */
  synchronized Heartbeat expected(long session, long nowNanos) {
    Heartbeat found = find(session);
    if (found != null) {
      return found;
    }
    if (size == buckets.length) {
      resize(2 * buckets.length);
    }
    Heartbeat fresh = new Heartbeat(session, nowNanos);
    put(fresh);
    size++;
    return fresh;
  }

  /** When a session was last heard from, or null if it was not. */
  public synchronized @Nullable Long heardNanos(long session) {
    Heartbeat heartbeat = find(session);
    return heartbeat == null ? null : heartbeat.heardNanos();
  }

  /** The number of sessions. */
  public synchronized int size() {
    return size;
  }

  /** Forgets sessions that are over: all for which {@code isOver} says so. */
  synchronized void forgetIf(LongPredicate isOver) {
    for (int i = 0; i < buckets.length; i++) {
      Heartbeat each = buckets[i];
      buckets[i] = null;
      while (each != null) {
        Heartbeat next = each.next;
        if (isOver.test(each.session)) {
          size--;
        } else {
          put(each);
        }
        each = next;
      }
    }
    if (buckets.length > CAPACITY_MIN && size < buckets.length / 8) {
      resize(Math.max(CAPACITY_MIN, 2 * Integer.highestOneBit(size + 1)));
    }
  }

  private @Nullable Heartbeat find(long session) {
    Heartbeat each = buckets[slot(session)];
    while (each != null && each.session != session) {
      each = each.next;
    }
    return each;
  }

  private void resize(int capacity) {
    @Nullable Heartbeat[] old = buckets;
    buckets = new Heartbeat[capacity];
    for (Heartbeat head : old) {
      Heartbeat each = head;
      while (each != null) {
        Heartbeat next = each.next;
        put(each);
        each = next;
      }
    }
  }

  private void put(Heartbeat heartbeat) {
    int slot = slot(heartbeat.session);
    heartbeat.next = buckets[slot];
    buckets[slot] = heartbeat;
  }

  private int slot(long session) {
    long h = session * 0x9E3779B97F4A7C15L;
    return (int) (h >>> 40) & (buckets.length - 1);
  }
}
