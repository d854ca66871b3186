package io.paddock.it.ensemble;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which member is being restarted, and what went wrong meanwhile that should not have.
 *
 * <p>Thread: any.
 */
final class Restarting {
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private volatile int member;

  /** This one from now on. */
  void now(int id) {
    member = id;
  }

  /** A connection was lost, to a member or to one of two: which of them is not known. */
  void lost(String who, int one, int other) {
    int now = member;
    if (one != now && other != now) {
      wrong(
          "%s lost member %d or %d while member %d was restarted".formatted(who, one, other, now));
    }
  }

  /** Something that should never happen; it is kept with its time, as the servers' logs have it. */
  void wrong(String text) {
    wrong.add(Instant.now() + " " + text);
  }

  /** All of it. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }
}
