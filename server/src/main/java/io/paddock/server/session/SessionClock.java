package io.paddock.server.session;

import io.paddock.replication.commit.Ticket;
import io.paddock.replication.ledger.Ledger;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.session.Session;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Ends sessions that are not heard from: once a tick it goes round all sessions of the newest
 * state. A session that it has no heartbeat of, as all after a restart, begins with a full timeout
 * (spec/semantics.md, section 11).
 *
 * <p>A session is told to end once, by a command; if it is still there a tick later, the command is
 * on its way.
 *
 * <p>Thread: one.
 */
public final class SessionClock {
  private final Ledger ledger;
  private final Heartbeats heartbeats;
  private final ExpiryPolicy policy;
  private final LongFunction<Ticket> ticketOf;
  private Set<Long> ending = new HashSet<>();

  /**
   * A clock that ends sessions of this ledger.
   *
   * @param ticketOf the mark of the command that ends a session
   */
  public SessionClock(
      Ledger ledger, Heartbeats heartbeats, ExpiryPolicy policy, LongFunction<Ticket> ticketOf) {
    this.ledger = ledger;
    this.heartbeats = heartbeats;
    this.policy = policy;
    this.ticketOf = ticketOf;
  }

  /** Goes round once; to be called after each tick. Returns how many sessions were told to end. */
  public int tick(long nowNanos) {
    State state = ledger.commits().newest().state();
    Set<Long> stillEnding = new HashSet<>();
    int ended = 0;
    for (Session each : state.sessions()) {
      long id = each.id();
      Heartbeat heartbeat = heartbeats.expected(id, nowNanos);
      if (ending.contains(id)) {
        stillEnding.add(id);
      } else if (policy.deadlineNanos(heartbeat.heardNanos(), each.timeoutMs()) <= nowNanos) {
        ledger.submit(new Command.CloseSession(id), ticketOf.apply(id));
        stillEnding.add(id);
        ended++;
      }
    }
    if (ended > 0) {
      ledger.flush();
    }
    ending = stillEnding;
    heartbeats.forgetIf(id -> state.session(id) == null);
    return ended;
  }
}
