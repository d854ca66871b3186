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
  private final List<Integer> restarted = new CopyOnWriteArrayList<>();
  private volatile int member;

  /** This one from now on, 0 for none. */
  void now(int id) {
    restarted.add(id);
    member = id;
  }

  /** How many have begun. */
  int begun() {
    return restarted.size();
  }

  /**
   * A connection to a member was lost that had been made when so many restarts had begun. This may
   * be heard of when the next member is being restarted already.
   */
  void lostSince(String who, int lost, int begun) {
    List<Integer> all = List.copyOf(restarted);
    List<Integer> since = all.subList(Math.max(0, begun - 1), all.size());
    if (!since.contains(lost)) {
      wrong("%s lost member %d while others were restarted: %s".formatted(who, lost, since));
    }
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
