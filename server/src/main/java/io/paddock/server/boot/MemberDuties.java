package io.paddock.server.boot;

import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.session.HeardNotes;
import io.paddock.server.session.Heartbeats;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member of an ensemble does besides serving clients: it tells the leader which sessions it
 * has heard from, and takes such notes when it leads.
 *
 * <p>Thread: any.
 */
final class MemberDuties implements LedgerWatch.MemberEvents {
  private static final Logger LOG = LoggerFactory.getLogger(MemberDuties.class);

  private final Ensemble ensemble;
  private final Heartbeats heartbeats;
  private final MemberService service;
  private final EnsembleFigures figures;
  private final long tickNanos;

  MemberDuties(
      Ensemble ensemble,
      Heartbeats heartbeats,
      MemberService service,
      EnsembleFigures figures,
      long tickNanos) {
    this.ensemble = ensemble;
    this.heartbeats = heartbeats;
    this.service = service;
    this.figures = figures;
    this.tickNanos = tickNanos;
  }

  @Override
  public void standing(Standing now) {
    service.standing();
  }

  @Override
  public void noted(int member, ByteBuffer note) {
    long nowNanos = System.nanoTime();
    if (HeardNotes.take(note, heartbeats, nowNanos)) {
      figures.noted(member, nowNanos);
    } else {
      LOG.warn("Server {} has sent a note that is none: {} bytes", member, note.remaining());
    }
  }

  /**
   * Tells the leader who has been heard from; every half tick, and when this server has become
   * level with it. Twice as far back as the last note, and then some: one that is lost costs nobody
   * a session. A note also says that this server is level, so there is one even if nobody has been
   * heard from.
   */
  void tellLeader(long nowNanos) {
    Standing standing = ensemble.standing();
    if (standing.role() != Standing.Role.LEADER && standing.hasLeader() && service.isLevel()) {
      HeardNotes.since(nowNanos - 2 * tickNanos, heartbeats, nowNanos)
          .forEach(ensemble::tellLeader);
    }
  }

  /** The term in which this server leads, or 0. */
  static long termOf(Ensemble ensemble) {
    Standing standing = ensemble.standing();
    return standing.role() == Standing.Role.LEADER ? standing.term() : 0;
  }
}
