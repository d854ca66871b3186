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
  private final long tickNanos;

  MemberDuties(Ensemble ensemble, Heartbeats heartbeats, MemberService service, long tickNanos) {
    this.ensemble = ensemble;
    this.heartbeats = heartbeats;
    this.service = service;
    this.tickNanos = tickNanos;
  }

  @Override
  public void standing(Standing now) {
    service.standing();
  }

  @Override
  public void noted(int member, ByteBuffer note) {
    if (!HeardNotes.take(note, heartbeats, System.nanoTime())) {
      LOG.warn("Server {} has sent a note that is none: {} bytes", member, note.remaining());
    }
  }

  /**
   * Tells the leader who has been heard from; every half tick. Twice as far back as the last note,
   * and then some: one that is lost costs nobody a session.
   */
  void tellLeader(long nowNanos) {
    Standing standing = ensemble.standing();
    if (standing.role() != Standing.Role.LEADER && standing.hasLeader()) {
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
