package io.paddock.replication.ledger;

/**
 * What a server knows of who leads.
 *
 * @param role its own part
 * @param leader id of the leader, or 0 if it knows none; its own id if it leads
 * @param term the newest term it has heard of
 */
public record Standing(Role role, int leader, long term) {
  /** The part of one server. */
  public enum Role {
    /** It knows no leader. */
    LOOKING,
    LEADER,
    FOLLOWER,
    /** It follows and does not vote. */
    OBSERVER
  }

  /** Whether a leader is known, itself or another. */
  public boolean hasLeader() {
    return leader != 0 || role == Role.LEADER;
  }
}
