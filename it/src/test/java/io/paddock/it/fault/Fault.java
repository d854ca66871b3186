package io.paddock.it.fault;

/** What can be done to an ensemble. Who is meant is decided when it is done. */
enum Fault {
  /** SIGKILL, and a new start after a while. */
  KILL_LEADER,
  KILL_FOLLOWER,
  /** As many as may be missing, the leader among them. */
  KILL_MINORITY,
  KILL_ALL,
  /** SIGTERM, and a new start after a while. */
  STOP_LEADER,
  /** SIGSTOP, and SIGCONT after a while. */
  FREEZE_LEADER,
  FREEZE_FOLLOWER,
  /** Nothing passes between one and all others. */
  ISOLATE_LEADER,
  ISOLATE_FOLLOWER,
  /** Nothing passes between the leader with as many as may be missing, and all others. */
  SPLIT,
  /** Nothing passes between leader and one follower, all else does. */
  PART_LEADER_AND_FOLLOWER,
  /** Nothing passes between two followers, all else does. */
  PART_FOLLOWERS,
  /** The leader hears all others, and none of them hears it. */
  MUTE_LEADER,
  /** All others hear the leader, and it hears none of them. */
  DEAF_LEADER,
  /** One follower does not hear the leader, which hears it. */
  LEADER_UNHEARD_BY_FOLLOWER,
  /** The leader does not hear one follower, which hears it. */
  FOLLOWER_UNHEARD_BY_LEADER,
  /** Now one and now another way between two members is silent for a moment. */
  SHAKY_NETWORK,
  /** Connections between leader and one follower are reset and refused. */
  CUT_LEADER_AND_FOLLOWER(Needs.LINKS),
  /** Everything between members takes longer. */
  SLOW_NETWORK(Needs.LINKS),
  /** Nobody reaches it, no client either. */
  UNPLUG_LEADER(Needs.CABLES),
  UNPLUG_FOLLOWER(Needs.CABLES),
  /** A follower is killed, loses its data, and starts again. */
  LOSE_DISK,
  /** The leader is killed, loses its data, and starts again. */
  LOSE_LEADERS_DISK,
  /** Every member is stopped and started, one after the other. */
  ROLLING_RESTART,
  /** The clock of the leader's machine is set ahead, and right again after a while. */
  CLOCK_AHEAD(Needs.MACHINES),
  /** The clock of the leader's machine is set back, and right again after a while. */
  CLOCK_BEHIND(Needs.MACHINES),
  /** All clocks are set anew again and again, each to another time. */
  CLOCKS_APART(Needs.MACHINES),
  /** A follower's disk takes nothing more; it ends, and starts again when there is room. */
  FULL_DISK(Needs.MACHINES),
  /** The leader's disk takes nothing more; it ends, and starts again when there is room. */
  LEADERS_FULL_DISK(Needs.MACHINES),
  /** Every sync of a follower's log takes long. */
  SLOW_DISK(Needs.MACHINES),
  /** Every sync of the leader's log takes long. */
  LEADERS_SLOW_DISK(Needs.MACHINES);

  /** What must be there for it. */
  enum Needs {
    NOTHING,
    /** Links between the members. */
    LINKS,
    /** Members with cables. */
    CABLES,
    /** {@link FragileMachines}. */
    MACHINES
  }

  private final Needs needs;

  Fault() {
    this(Needs.NOTHING);
  }

  Fault(Needs needs) {
    this.needs = needs;
  }

  Needs needs() {
    return needs;
  }
}
