package io.paddock.bench.load;

/**
 * Who watches what.
 *
 * @param sessions sessions that watch
 * @param znodesEach znodes that each of them watches
 * @param shared whether all watch the same znodes, or each its own
 * @param rounds how often all register and all znodes are changed
 */
public record WatchPlan(int sessions, int znodesEach, boolean shared, int rounds) {
  /** Checks the ranges. */
  public WatchPlan {
    if (sessions < 1 || znodesEach < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "sessions, znodes and rounds must be at least 1, not "
              + sessions
              + ", "
              + znodesEach
              + ", "
              + rounds);
    }
  }

  /** Number of different znodes. */
  int znodes() {
    return shared ? znodesEach : Math.multiplyExact(sessions, znodesEach);
  }

  /** Events of one round. */
  long events() {
    return (long) sessions * znodesEach;
  }

  /** What it is, for a person. */
  String title() {
    return sessions
        + " sessions x "
        + znodesEach
        + (shared ? " watched znodes, the same for all" : " watched znodes of its own each")
        + ", "
        + rounds
        + " rounds";
  }
}
