package io.paddock.replication.engine;

import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a new leader at once when the old one's process is dead, which its machine says by refusing
 * a connection: without waiting for its silence to have lasted.
 *
 * <p>The voter with the lowest id stands at once, the next one a little later if there still is no
 * leader, and so on: one of them has the longest log and is elected.
 *
 * <p>Thread: any.
 */
final class QuickElection {
  private static final Logger LOG = LoggerFactory.getLogger(QuickElection.class);
  private static final long TURN_MS = 50;

  private final int self;
  private final RaftEnsemble ensemble;
  private final Later later;
  private final Candidate candidate;

  /** Stands for election. */
  interface Candidate {
    void stand(int deadLeader);
  }

  QuickElection(int self, RaftEnsemble ensemble, Later later, Candidate candidate) {
    this.self = self;
    this.ensemble = ensemble;
    this.later = later;
    this.candidate = candidate;
  }

  /** The process of this member is dead. */
  void dead(int member) {
    Standing now = ensemble.standing();
    if (now.role() != Standing.Role.FOLLOWER || now.leader() != member) {
      return;
    }
    long turn =
        ensemble.members().stream()
            .filter(Member::votes)
            .filter(each -> each.id() < self && each.id() != member)
            .filter(each -> ensemble.connected().contains(each.id()))
            .count();
    later.after(turn * TURN_MS, () -> standIfStillWithout(member));
  }

  private void standIfStillWithout(int dead) {
    Standing now = ensemble.standing();
    boolean without = now.leader() == 0 || now.leader() == dead;
    if (without && !ensemble.connected().contains(dead)) {
      LOG.info("the leader, member {}, is gone: this server stands for election", dead);
      candidate.stand(dead);
    }
  }
}
