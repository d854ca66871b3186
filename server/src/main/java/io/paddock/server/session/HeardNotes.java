package io.paddock.server.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server tells the leader: which sessions it has heard from lately (spec/semantics.md,
 * section 11). A note is
 *
 * <pre>
 * kind      byte  1
 * count     int
 * sessions  count × (long session, int ms since it was heard from)
 * </pre>
 *
 * Pure but for the heartbeats that it reads and writes.
 */
public final class HeardNotes {
  /** So that a note is never long on its way between two that matter more. */
  static final int SESSIONS_MAX = 4096;

  private static final byte KIND = 1;
  private static final int HEAD_BYTES = 5;
  private static final int SESSION_BYTES = 12;
  private static final long NANOS_PER_MS = 1_000_000;

  private HeardNotes() {}

  /**
   * Notes of all sessions that were heard from at {@code sinceNanos} or later; often one, and at
   * least one, which may name nobody.
   */
  public static List<ByteBuffer> since(long sinceNanos, Heartbeats heartbeats, long nowNanos) {
    List<long[]> heard = new ArrayList<>();
    heartbeats.forEachHeard(
        sinceNanos,
        (session, heardNanos) ->
            heard.add(new long[] {session, Math.max(0, (nowNanos - heardNanos) / NANOS_PER_MS)}));
    List<ByteBuffer> notes = new ArrayList<>();
    int from = 0;
    do {
      notes.add(note(heard.subList(from, Math.min(heard.size(), from + SESSIONS_MAX))));
      from += SESSIONS_MAX;
    } while (from < heard.size());
    return notes;
  }

  private static ByteBuffer note(List<long[]> heard) {
    ByteBuffer note = ByteBuffer.allocate(HEAD_BYTES + heard.size() * SESSION_BYTES);
    note.put(KIND).putInt(heard.size());
    for (long[] each : heard) {
      note.putLong(each[0]).putInt((int) Math.min(Integer.MAX_VALUE, each[1]));
    }
    return note.flip();
  }

  /**
   * Takes in a note. Returns false, having changed nothing, if this is none. Sessions that are not
   * known here yet are passed over: the first look at them gives them their full timeout.
   */
  public static boolean take(ByteBuffer note, Heartbeats heartbeats, long nowNanos) {
    ByteBuffer in = note.duplicate();
    if (in.remaining() < HEAD_BYTES || in.get() != KIND) {
      return false;
    }
    int count = in.getInt();
    if (count < 0 || count > SESSIONS_MAX || in.remaining() != count * SESSION_BYTES) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      long session = in.getLong();
      long ageMs = Math.max(0, in.getInt());
      heartbeats.heardAt(session, nowNanos - ageMs * NANOS_PER_MS);
    }
    return true;
  }
}
