package io.paddock.server.boot;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.config.MemberConfig;
import io.paddock.server.config.MembersText;
import io.paddock.server.report.EnsembleReport;
import io.paddock.server.report.EnsembleReport.LeaderReport;
import io.paddock.server.report.ServerMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The figures of an ensemble.
 *
 * <p>Thread: any.
 */
final class EnsembleFigures {
  private static final long NANOS_PER_MS = 1_000_000;

  private final Ensemble ensemble;
  private final String configured;
  private final long levelNanos;
  private final Map<Integer, Long> noted = new ConcurrentHashMap<>();
  private volatile Leading since = new Leading(0, 0);

  /**
   * Figures.
   *
   * @param first the members as the settings have them
   * @param levelNanos a member from which this leader has heard for so long that it follows does so
   */
  EnsembleFigures(Ensemble ensemble, List<MemberConfig> first, long levelNanos) {
    this.ensemble = ensemble;
    this.configured = MembersText.of(first) + "\nversion=0";
    this.levelNanos = levelNanos;
  }

  /** The members of the settings, as text. */
  String configured() {
    return configured;
  }

  /** A member has said to this leader that it is level with it. */
  void noted(int member, long nowNanos) {
    noted.put(member, nowNanos);
  }

  /** Since when this server has led, in this term. */
  private record Leading(long term, long sinceNanos) {}

  /** Somebody else leads, or this server. */
  void standing(Standing now, long nowNanos) {
    if (now.role() == Standing.Role.LEADER && since.term() != now.term()) {
      since = new Leading(now.term(), nowNanos);
    }
  }

  EnsembleReport report(long nowNanos) {
    List<Member> members = ensemble.members();
    Standing standing = ensemble.standing();
    int voters = (int) members.stream().filter(Member::votes).count();
    LeaderReport leading =
        standing.role() == Standing.Role.LEADER ? leading(members, nowNanos) : null;
    return new EnsembleReport(voters, standing.leader(), leading);
  }

  private LeaderReport leading(List<Member> members, long nowNanos) {
    Set<Integer> connected = ensemble.connected();
    List<Member> here =
        members.stream()
            .filter(m -> connected.contains(m.id()) && isLevel(m.id(), nowNanos))
            .toList();
    long followers = here.stream().filter(Member::votes).count();
    long uptimeMs = (nowNanos - since.sinceNanos()) / NANOS_PER_MS;
    return new LeaderReport(followers, here.size() - followers, uptimeMs);
  }

  private boolean isLevel(int member, long nowNanos) {
    Long at = noted.get(member);
    return at != null && nowNanos - at <= levelNanos;
  }

  /** The part that this server plays; one that knows no leader is on its way to follow one. */
  ServerMode mode() {
    return switch (ensemble.standing().role()) {
      case LEADER -> ServerMode.LEADER;
      case OBSERVER -> ServerMode.OBSERVER;
      case FOLLOWER, LOOKING -> ServerMode.FOLLOWER;
    };
  }
}
