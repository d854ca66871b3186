package io.paddock.replication.engine;

import io.paddock.replication.ledger.Member;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a new leader at once when the old one's process is dead, which its machine says by refusing
 * a connection: without waiting for its silence to have lasted.
 *
 * <p>The voter with the lowest id stands at once, the next one later if there still is no leader,
 * and so on. Whoever is asked for its vote and has the longer log stands as soon as it has refused:
 * without it nobody might win. Whoever has voted waits for what comes of it.
 *
 * <p>Thread: any.
 */
final class QuickElection {
  private static final Logger LOG = LoggerFactory.getLogger(QuickElection.class);

  /** An election takes a few ms, and some tens on a machine that is busy with everything else. */
  private static final long TURN_MS = 150;

  /** Whoever has the vote of a member that is connected has mostly won. */
  private static final long VOTED_MS = 500;

  // After that the engine's own timers decide: more tries than this only disturb each other.
  private static final int TURNS_MAX = 2;

  private final int self;
  private final RaftEnsemble ensemble;
  private final Later later;
  private final Candidate candidate;
  private int leader; // guarded by this
  private boolean hasRefused; // guarded by this
  private boolean isStanding; // guarded by this
  private long busyUntilNanos = System.nanoTime(); // guarded by this

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

  /** This member leads from now on. */
  synchronized void leads(int member) {
    leader = member;
    hasRefused = false;
    isStanding = false;
  }

  /** The process of this member is dead. */
  void dead(int member) {
    // Whoever heard of it first may have asked for our vote already, and then nobody leads any
    // more.
    if (isSuccessorOf(member)) {
      later.after(turn(member) * TURN_MS, () -> stand(member, TURNS_MAX));
      standAfterRefusal(member);
    }
  }

  /**
   * A candidate has asked for this member's vote.
   *
   * @param granted whether it got it
   */
  void asked(boolean granted) {
    int before;
    synchronized (this) {
      before = leader;
      if (granted) {
        isStanding = false;
        beBusy(VOTED_MS);
      } else if (isStanding && turn(before) == 0) {
        // Two stand, and neither has the other's vote: the first of them begins anew.
        isStanding = false;
        beBusy(0);
        hasRefused = true;
      } else if (!isBusy()) { // Else another has the vote.
        hasRefused = true;
      }
    }
    standAfterRefusal(before);
  }

  private synchronized void standAfterRefusal(int dead) {
    if (hasRefused && isSuccessorOf(dead)) {
      hasRefused = false;
      later.after(Math.max(0, turn(dead) - 1) * TURN_MS, () -> stand(dead, 1));
    }
  }

  private synchronized boolean isSuccessorOf(int member) {
    return leader == member && member != self && !ensemble.isObserver() && isWithout(member);
  }

  private long turn(int dead) {
    return ensemble.members().stream()
        .filter(Member::votes)
        .filter(each -> each.id() < self && each.id() != dead)
        .filter(each -> ensemble.connected().contains(each.id()))
        .count();
  }

  private void stand(int dead, int turns) {
    synchronized (this) {
      if (!isSuccessorOf(dead)) {
        return;
      }
      if (turns > 1) {
        // The first one long before the others, or they would stand in each other's way again.
        later.after((2 + 2 * turn(dead)) * TURN_MS, () -> stand(dead, turns - 1));
      }
      if (isBusy()) {
        return;
      }
      isStanding = true;
      beBusy(TURN_MS);
    }
    LOG.info("the leader, member {}, is gone: this server stands for election", dead);
    candidate.stand(dead);
  }

  private void beBusy(long millis) {
    busyUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private boolean isBusy() {
    return busyUntilNanos - System.nanoTime() > 0;
  }

  private boolean isWithout(int dead) {
    int now = ensemble.standing().leader();
    return (now == 0 || now == dead) && !ensemble.connected().contains(dead);
  }
}
