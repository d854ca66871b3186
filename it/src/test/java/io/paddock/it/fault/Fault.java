package io.paddock.it.fault;

/** What can be done to an ensemble. Who is meant is decided when it is done. */
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
  ROLLING_RESTART
}
