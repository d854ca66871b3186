package io.paddock.server.boot;

import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.session.Service;
import io.paddock.server.session.ServicePolicy;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member of an ensemble does for clients, from who leads and for how long nobody has.
 *
 * <p>Thread: the clock's, but for {@link #standing}.
 */
final class MemberService {
  private static final Logger LOG = LoggerFactory.getLogger(MemberService.class);
  private static final long LED = -1;

  /** So long clients of a server that is no member any more get what they have asked for. */
  private static final long PARTING_NANOS = 500_000_000;

  private final Ledger ledger;
  private final Service service;
  private final ServicePolicy policy;
  private final boolean leaderServes;
  private final Executor clock;
  private final Hearers hearers;
  private final WaitLog waiting;
  private Standing standing;
  private long leaderlessSinceNanos;
  private boolean isLeaderless = true;
  private boolean barrierUnderWay;
  private boolean caughtUp;
  private boolean isDismissed;
  private long dismissedNanos;

  /** Who hears that something has changed. */
  interface Hearers {
    /** What is done for clients has changed. */
    void service(Service.Phase before, Service.Phase now);

    /** Somebody else leads, or nobody, or this server. */
    void standing(Standing now);

    /** Clients are to go as soon as they have their answers. */
    void partWithClients();
  }

  /**
   * A member that has found nobody yet.
   *
   * @param clock runs tasks on the thread that this belongs to
   */
  MemberService(Ledger ledger, Service service, Rules rules, Executor clock, Hearers hearers) {
    this.ledger = ledger;
    this.service = service;
    this.policy = rules.policy();
    this.leaderServes = rules.leaderServes();
    this.clock = clock;
    this.hearers = hearers;
    this.standing = new Standing(Standing.Role.LOOKING, 0, 0);
    this.waiting = new WaitLog(ledger.ensemble(), rules.myId());
    this.leaderlessSinceNanos = System.nanoTime();
  }

  /**
   * What is decided by.
   *
   * @param myId this server
   * @param policy how long clients are kept without a leader
   * @param leaderServes whether a leader takes clients
   */
  record Rules(int myId, ServicePolicy policy, boolean leaderServes) {}

  /** Something has changed: looks soon. Any thread. */
  void standing() {
    clock.execute(() -> look(System.nanoTime()));
  }

  /** Looks who leads, and does what follows from it. To be called now and then too. */
  void look(long nowNanos) {
    Standing now = ledger.ensemble().standing();
    noteLeader(now, nowNanos);
    Service.Phase before = service.phase();
    long leaderlessNanos = isLeaderless ? nowNanos - leaderlessSinceNanos : LED;
    Service.Phase next = policy.at(before, leaderlessNanos, caughtUp);
    if (now.role() == Standing.Role.LEADER && !leaderServes) {
      next = Service.Phase.SHUT;
    }
    if (isDismissed && before.keepsClients()) {
      hearers.partWithClients();
    }
    if (isDismissed && nowNanos - dismissedNanos >= PARTING_NANOS) {
      next = Service.Phase.SHUT;
    }
    boolean readOnly = policy.isReadOnly(leaderlessNanos) && !isDismissed;
    boolean wasReadOnly = service.isReadOnly();
    service.set(next, readOnly);
    if (next != before || readOnly != wasReadOnly) {
      hearers.service(before, next);
    }
    if (next == Service.Phase.SHUT && !isDismissed) {
      waiting.tell(now, nowNanos);
    } else {
      waiting.forget();
    }
  }

  /** Whether clients are served, for which this server had to catch up with a leader. */
  boolean isLevel() {
    return service.phase().keepsClients() || caughtUp;
  }

  /** Whether this server is none of the members; to be told before each look. */
  void dismissed(boolean isGone, long nowNanos) {
    if (isGone && !isDismissed) {
      dismissedNanos = nowNanos;
      if (service.phase().keepsClients()) {
        LOG.info(
            "This server is no member any more: it serves nobody until it is added again, and may be"
                + " stopped");
      }
    }
    isDismissed = isGone;
  }

  private void noteLeader(Standing now, long nowNanos) {
    if (now.hasLeader()) {
      isLeaderless = false;
      if (service.phase() == Service.Phase.SHUT && !caughtUp) {
        catchUp();
      }
    } else if (!isLeaderless) {
      isLeaderless = true;
      leaderlessSinceNanos = nowNanos;
      caughtUp = false;
    }
    if (!now.equals(standing)) {
      standing = now;
      hearers.standing(now);
      LOG.info("{}", text(now));
    }
  }

  private void catchUp() {
    if (!barrierUnderWay) {
      barrierUnderWay = true;
      ledger.readBarrier(() -> clock.execute(this::reached));
    }
  }

  private void reached() {
    barrierUnderWay = false;
    // If the leader has gone meanwhile the next one is asked again.
    caughtUp = !isLeaderless;
    look(System.nanoTime());
  }

  private static String text(Standing now) {
    return switch (now.role()) {
      case LEADER -> "This server leads (term " + now.term() + ")";
      case LOOKING -> "There is no leader";
      case FOLLOWER, OBSERVER ->
          now.hasLeader()
              ? "Server %d leads (term %d)".formatted(now.leader(), now.term())
              : "There is no leader";
    };
  }
}
