package io.paddock.server.session;

import io.paddock.replication.ledger.Ledger;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.session.Session;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends sessions that are not heard from: once a tick the server that leads goes round all sessions
 * of the newest state. When it begins to lead, as after a restart, every session has a full timeout
 * (spec/semantics.md, section 11).
 *
 * <p>A session is told to end by a command; if it is still there a tick later, the command is on
 * its way, and if it is there after some ticks more, it is told again. Commands are good only for
 * the term in which they were given: what a leader decided that has been replaced does not happen.
 *
 * <p>A tick that comes late, because the process or the machine stood still, ends nobody: what the
 * clients said meanwhile has not been read yet.
 *
 * <p>Thread: one.
 */
public final class SessionClock {
  private static final long LATE_NANOS_MIN = 500_000_000;

  /** A command that has not been heard of for so many ticks was refused by a busy ledger. */
  private static final int AGAIN_TICKS = 3;

  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final ExpiryPolicy policy;

  /** How many ticks ago each session was told to end. */
  private Map<Long, Integer> ending = Map.of();

  private long term;
  private long lastNanos;

  /** A clock that ends sessions of this ledger. */
  public SessionClock(Ledger ledger, Heartbeats heartbeats, ExpiryPolicy policy) {
    this.ledger = ledger;
    this.heartbeats = heartbeats;
    this.policy = policy;
  }

  /**
   * Goes round once; to be called after each tick. Returns how many sessions were told to end.
   *
   * @param nowTerm the term in which this server leads, or 0 if it does not
   */
  public int tick(long nowNanos, long nowTerm) {
    State state = ledger.commits().newest().state();
    int ended = 0;
    if (nowTerm == 0) {
      ending = Map.of();
    } else if (nowTerm != term) {
      ending = Map.of();
      heartbeats.renewAll(nowNanos);
      state.sessions().forEach(each -> heartbeats.expected(each.id(), nowNanos));
    } else if (!isLate(nowNanos)) {
      ended = endSilent(state, nowNanos);
    }
    term = nowTerm;
    lastNanos = nowNanos;
    // Not the state from above: a session may have been attached since.
    heartbeats.forgetIf(id -> ledger.commits().newest().state().session(id) == null);
    return ended;
  }

  private boolean isLate(long nowNanos) {
    long lateNanos = nowNanos - lastNanos - policy.tickNanos();
    return lateNanos > Math.max(policy.tickNanos(), LATE_NANOS_MIN);
  }

  private int endSilent(State state, long nowNanos) {
    Map<Long, Integer> stillEnding = new HashMap<>();
    int ended = 0;
    for (Session each : state.sessions()) {
      long id = each.id();
      Heartbeat heartbeat = heartbeats.expected(id, nowNanos);
      int ticks = ending.getOrDefault(id, AGAIN_TICKS);
      if (ticks < AGAIN_TICKS) {
        stillEnding.put(id, ticks + 1);
      } else if (policy.deadlineNanos(heartbeat.heardNanos(), each.timeoutMs()) <= nowNanos) {
        ledger.submitLeading(term, new Command.CloseSession(id));
        stillEnding.put(id, 0);
        ended++;
      }
    }
    if (ended > 0) {
      ledger.flush();
    }
    ending = stillEnding;
    return ended;
  }
}
