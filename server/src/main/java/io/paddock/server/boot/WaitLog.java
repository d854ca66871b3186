package io.paddock.server.boot;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log for whom a member waits: after a second, and then less and less often.
 *
 * <p>Thread: its owner's.
 */
final class WaitLog {
  private static final Logger LOG = LoggerFactory.getLogger(WaitLog.class);
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long PAUSE_NANOS_MAX = 60_000_000_000L;

  private final Ensemble ensemble;
  private final int myId;
  private boolean isWaiting;
  private long nextNanos;
  private long pauseNanos;

  WaitLog(Ensemble ensemble, int myId) {
    this.ensemble = ensemble;
    this.myId = myId;
  }

  /** It still waits. */
  void tell(Standing standing, long nowNanos) {
    if (!isWaiting) {
      isWaiting = true;
      pauseNanos = FIRST_NANOS;
      nextNanos = nowNanos + pauseNanos;
    } else if (nowNanos - nextNanos >= 0) {
      LOG.info("{}", text(standing, ensemble.members(), ensemble.connected(), myId));
      pauseNanos = Math.min(2 * pauseNanos, PAUSE_NANOS_MAX);
      nextNanos = nowNanos + pauseNanos;
    }
  }

  /** It waits no more. */
  void forget() {
    isWaiting = false;
  }

  /** For whom it waits. Pure. */
  static String text(Standing standing, List<Member> members, Set<Integer> connected, int myId) {
    if (standing.hasLeader()) {
      return standing.role() == Standing.Role.LEADER
          ? "Serving nobody: this server leads"
          : "Catching up with server " + standing.leader();
    }
    List<Member> missing =
        members.stream().filter(m -> m.id() != myId && !connected.contains(m.id())).toList();
    if (missing.isEmpty()) {
      return "Waiting for a leader to be elected; all members are connected";
    }
    return "Waiting for a leader; no connection to "
        + missing.stream().map(WaitLog::name).collect(Collectors.joining(", "));
  }

  private static String name(Member member) {
    String at =
        member.addresses().stream()
            .map(
                a -> (a.host().indexOf(':') < 0 ? a.host() : '[' + a.host() + ']') + ':' + a.port())
            .collect(Collectors.joining(" or "));
    return "server %d (%s)".formatted(member.id(), at);
  }
}
