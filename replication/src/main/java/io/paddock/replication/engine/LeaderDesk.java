package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.error.RaftError;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import io.paddock.state.origin.Origins;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the leader takes the batches of all origins: each in the order of its numbers, without
 * gaps, each once within a term. It puts its stamp on a batch and hands it to the engine, fenced by
 * the term.
 *
 * <p>When it opens, everything before its term has been applied, so the state says how far each
 * origin has come.
 *
 * <p>Thread: any; it is locked for the length of one batch.
 */
final class LeaderDesk {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderDesk.class);
  private static final int ORIGINS_MAX = 256;

  /** Incarnation of a batch that the leader gives as such, not for a client: it is not numbered. */
  static final long LEADERS_OWN = 0;

  private final BatchCodec codec = new BatchCodec();
  private final InstantSource clock;
  private final Stamp.Rules rules;
  private final DirectApply engine;
  private final Refusals refusals;
  private final Origins.@Nullable Mark[] last = new Origins.@Nullable Mark[ORIGINS_MAX];
  private boolean open;
  private long term;
  private long newestTimeMs;

  /** Who hears that a batch which had been taken was refused after all. */
  interface Refusals {
    /** The origin is to send everything again, after a moment. On any thread. */
    void refused(int origin, long term);
  }

  /** How a desk is made, which has to know who hears of refusals. */
  interface Opening {
    LeaderDesk open(Refusals refusals);
  }

  LeaderDesk(InstantSource clock, Stamp.Rules rules, DirectApply engine, Refusals refusals) {
    this.clock = clock;
    this.rules = rules;
    this.engine = engine;
    this.refusals = refusals;
  }

  /**
   * This server leads.
   *
   * @param timeMs newest stamp that was applied: no later one gets an earlier time
   */
  synchronized void open(long newTerm, long timeMs, Origins applied) {
    open = true;
    term = newTerm;
    newestTimeMs = Math.max(newestTimeMs, timeMs);
    Arrays.fill(last, null);
    for (Origins.Mark each : applied) {
      last[each.origin()] = each;
    }
  }

  /** This server does not lead any more. */
  synchronized void shut() {
    open = false;
  }

  /** The term this server leads in, or 0. */
  synchronized long term() {
    return open ? term : 0;
  }

  /**
   * Takes a batch, unless it has it already.
   *
   * @param bytes of the batch, with room for the head; the desk's from now on
   * @return false if this server does not lead in that term, or the batch is not the next one: the
   *     origin is to begin with its first batch that has not been applied
   */
  synchronized boolean offer(Batch batch, ByteBuffer bytes, long inTerm) {
    if (!open || inTerm != term) {
      return false;
    }
    Origins.Mark mark = batch.mark();
    Origins.Mark before = last[mark.origin()];
    if (before != null && before.covers(mark)) {
      return true;
    }
    if (before == null ? mark.batch() != 1 : !before.isFollowedBy(mark)) {
      return false;
    }
    // The clock may be set back; what is written down may not.
    newestTimeMs = Math.max(newestTimeMs, clock.millis());
    BatchCodec.stamp(bytes, rules, newestTimeMs);
    last[mark.origin()] = mark;
    engine.send(new Proposal(batch, term, this), bytes, term);
    return true;
  }

  /**
   * Takes commands of the leader itself, if this server leads in that term. They have no number:
   * they are never sent again, and if they do not become part of the log in this term they never
   * do.
   */
  synchronized void offerOwn(List<Command> commands, int self, long inTerm) {
    if (!open || inTerm != term) {
      return;
    }
    Origins.Mark mark = new Origins.Mark(self, LEADERS_OWN, 0);
    codec.begin(mark);
    commands.forEach(codec::add);
    ByteBuffer bytes = codec.end();
    newestTimeMs = Math.max(newestTimeMs, clock.millis());
    BatchCodec.stamp(bytes, rules, newestTimeMs);
    engine.send(new Proposal(new Batch(mark, commands), term, this), bytes, term);
  }

  void refused(Proposal proposal, Status status) {
    Origins.Mark mark = proposal.batch().mark();
    if (mark.incarnation() == LEADERS_OWN) {
      return;
    }
    synchronized (this) {
      if (!open || proposal.term() != term) {
        return;
      }
      if (status.getRaftError() == RaftError.EPERM) {
        // The engine has stepped down. Whoever leads next hears of the batch from its origin.
        open = false;
        return;
      }
      Origins.Mark now = last[mark.origin()];
      if (now != null && now.covers(mark)) {
        last[mark.origin()] = new Origins.Mark(mark.origin(), mark.incarnation(), mark.batch() - 1);
      }
    }
    LOG.debug("{} was refused: {}", mark, status);
    refusals.refused(mark.origin(), proposal.term());
  }
}
