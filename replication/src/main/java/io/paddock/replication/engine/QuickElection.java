package io.paddock.replication.engine;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
 * <p>On a busy machine the next one may stand before it is asked for its vote. Then two stand in
 * one term, each has its own vote, and each learns of the other by being asked. The one with the
 * longer log begins anew, of two as long the first in turn; the other one waits for it.
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
  private final Ensemble ensemble;
  private final Delay later;
  private final Candidate candidate;
  private final LongSupplier clock;
  private int leader; // guarded by this
  private boolean hasRefused; // guarded by this
  private boolean isStanding; // guarded by this
  private long busyUntilNanos; // guarded by this

  /** Stands for election. */
  interface Candidate {
    void stand(int deadLeader);
  }

  /** Does something after a time. */
  interface Delay {
    void after(long delayMs, Runnable task);
  }

  /**
   * Elections of one member.
   *
   * @param clock in ns, as {@link System#nanoTime}
   */
  QuickElection(int self, Ensemble ensemble, Delay later, Candidate candidate, LongSupplier clock) {
    this.self = self;
    this.ensemble = ensemble;
    this.later = later;
    this.candidate = candidate;
    this.clock = clock;
    busyUntilNanos = clock.getAsLong();
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
   * @param ahead how its log compares with this member's: less than 0 if it is behind, more if it
   *     is ahead
   */
  void asked(boolean granted, int ahead) {
    int before;
    synchronized (this) {
      before = leader;
      if (granted) {
        waitForAnother();
      } else if (ahead < 0) {
        if (isStanding || !isBusy()) { // else another has the vote
          beginAnew();
        }
      } else if (isStanding) {
        if (ahead == 0 && turn(before) == 0) {
          beginAnew();
        } else {
          waitForAnother();
        }
      }
    }
    standAfterRefusal(before);
  }

  private synchronized void waitForAnother() {
    isStanding = false;
    beBusy(VOTED_MS);
  }

  private synchronized void beginAnew() {
    isStanding = false;
    beBusy(0);
    hasRefused = true;
  }

  private synchronized void standAfterRefusal(int dead) {
    if (hasRefused && isSuccessorOf(dead)) {
      hasRefused = false;
      later.after(Math.max(0, turn(dead) - 1) * TURN_MS, () -> stand(dead, 1));
    }
  }

  private synchronized boolean isSuccessorOf(int member) {
    return leader == member && member != self && votes() && isWithout(member);
  }

  private boolean votes() {
    return ensemble.members().stream().anyMatch(each -> each.id() == self && each.votes());
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

  private synchronized void beBusy(long millis) {
    busyUntilNanos = clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private synchronized boolean isBusy() {
    return busyUntilNanos - clock.getAsLong() > 0;
  }

  private boolean isWithout(int dead) {
    int now = ensemble.standing().leader();
    return (now == 0 || now == dead) && !ensemble.connected().contains(dead);
  }
}
