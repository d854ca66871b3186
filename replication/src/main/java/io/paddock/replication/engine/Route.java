package io.paddock.replication.engine;

/**
 * The way to a leader. A new object means: begin anew, send everything again. So two routes are
 * never equal.
 */
final class Route {
  private final int leader;
  private final long term;

  /** A way to this member, which leads in this term. */
  Route(int leader, long term) {
    this.leader = leader;
    this.term = term;
  }

  int leader() {
    return leader;
  }

  long term() {
    return term;
  }
}
