package io.paddock.it.fault;

/**
 * What can be done to an ensemble. Who is meant is decided when it is done. The last ones are done
 * to {@link FragileMachines} only.
 */
enum Fault {
  /** SIGKILL, and a new start after a while. */
  KILL_LEADER,
  KILL_FOLLOWER,
  KILL_ALL,
  /** SIGTERM, and a new start after a while. */
  STOP_LEADER,
  /** SIGSTOP, and SIGCONT after a while. */
  FREEZE_LEADER,
  FREEZE_FOLLOWER,
  /** Nothing passes between one and all others. */
  ISOLATE_LEADER,
  ISOLATE_FOLLOWER,
  /** Nothing passes between leader and one follower, all else does. */
  PART_LEADER_AND_FOLLOWER,
  /** Nothing passes between two followers, all else does. */
  PART_FOLLOWERS,
  /** Connections between leader and one follower are reset and refused. */
  CUT_LEADER_AND_FOLLOWER,
  /** Everything between members takes longer. */
  SLOW_NETWORK,
  /** A follower is killed, loses its data, and starts again. */
  LOSE_DISK,
  /** The leader is killed, loses its data, and starts again. */
  LOSE_LEADERS_DISK,
  /** Every member is stopped and started, one after the other. */
  ROLLING_RESTART,
  /** The clock of the leader's machine is set ahead, and right again after a while. */
  CLOCK_AHEAD,
  /** The clock of the leader's machine is set back, and right again after a while. */
  CLOCK_BEHIND,
  /** All clocks are set anew again and again, each to another time. */
  CLOCKS_APART,
  /** A follower's disk takes nothing more; it ends, and starts again when there is room. */
  FULL_DISK,
  /** The leader's disk takes nothing more; it ends, and starts again when there is room. */
  LEADERS_FULL_DISK,
  /** Every sync of a follower's log takes long. */
  SLOW_DISK,
  /** Every sync of the leader's log takes long. */
  LEADERS_SLOW_DISK;

  /** Whether it needs {@link FragileMachines}. */
  boolean isOfMachines() {
    return compareTo(CLOCK_AHEAD) >= 0;
  }
}
