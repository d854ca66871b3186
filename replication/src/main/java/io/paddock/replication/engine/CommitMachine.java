package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import io.paddock.replication.commit.Commit;
import io.paddock.replication.commit.CommitChain;
import io.paddock.replication.commit.Ticket;
import io.paddock.replication.disk.SnapshotStore;
import io.paddock.state.apply.Applied;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import io.paddock.state.command.Command;
import io.paddock.state.command.Stamp;
import io.paddock.state.origin.Origins;
import io.paddock.state.quota.QuotaNotice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The applier: takes what the engine has committed, in order, and extends the chain.
 *
 * <p>Thread: the engine's applier, which is one thread; the figures may be read by any.
 */
final class CommitMachine extends StateMachineAdapter {
  // While a log is replayed nobody follows the chain yet; without this, a million states would wait
  // for one publish.
  private static final int PUBLISH_COMMANDS_MAX = 1024;

  private final CommitChain chain;
  private final Outbox outbox;
  private final Origins.Mark own;
  private final Events events;
  private State state;
  private long timeMs;
  private long ensemble;
  private int hidden;
  private int ownBatches;
  private int commandsApplied;
  private volatile long applied;
  private volatile long appliedBytes;

  /** What the ledger hears, on the applier's thread. */
  interface Events {
    /**
     * This server leads; all earlier entries have been applied. {@code timeMs} is the newest of
     * their stamps, {@code origins} how far each origin has come.
     */
    void leading(long term, long timeMs, Origins origins);

    /** This server follows another. */
    void following(int leader, long term);

    /** This server neither leads nor follows. */
    void lookingForLeader(long term);

    /** The state is that of this ensemble; 0 if it has no number yet. */
    void belongs(long ensemble) throws IOException;

    /** The state has come to a fixed zxid. */
    void marked(long zxid, long digest);

    /** The log is committed up to this entry. */
    void committed(long term, long index);

    /** So many batches that were handed over here have been published. */
    void published(int batches);

    /** Entries were applied: so many commands in so many bytes of log. */
    void applied(int commands, long bytes);

    /** A change was let through although it leaves a quota exceeded. */
    void exceeded(QuotaNotice quota);

    /** The state is that of a snapshot which another member sent. */
    void installed(SnapshotStore.Loaded loaded);

    /** The engine has stopped. */
    void stopped(String message, Throwable cause);

    /** A snapshot of what has been applied is wanted; {@code done} may be run on any thread. */
    void save(State state, long timeMs, SnapshotMeta meta, Closure done);
  }

  /**
   * An applier that stands at the start of the chain.
   *
   * @param timeMs the newest stamp that was applied to that state
   * @param own origin and incarnation of this server's batches
   * @param outbox where they wait
   */
  CommitMachine(CommitChain chain, long timeMs, Origins.Mark own, Outbox outbox, Events events) {
    this.chain = chain;
    this.own = own;
    this.outbox = outbox;
    this.events = events;
    this.state = chain.newest().state();
    this.timeMs = timeMs;
  }

  /** Commands from this server that have been applied and published. */
  long applied() {
    return applied;
  }

  /** Their size, as the batcher reckoned it. */
  long appliedBytes() {
    return appliedBytes;
  }

  @Override
  public void onApply(Iterator entries) {
    ownBatches = 0;
    commandsApplied = 0;
    long bytes = 0;
    long index = 0;
    long term = 0;
    while (entries.hasNext()) {
      ByteBuffer data = entries.getData();
      try {
        apply(data, entries.done());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "log entry " + entries.getIndex() + ": " + e.getMessage(), e);
      }
      bytes += data.remaining();
      index = entries.getIndex();
      term = entries.getTerm();
      entries.next();
    }
    events.committed(term, index);
    belongs();
    publish();
    if (ownBatches > 0) {
      events.published(ownBatches);
    }
    events.applied(commandsApplied, bytes);
  }

  private void belongs() {
    if (state.ensemble() != ensemble) {
      ensemble = state.ensemble();
      try {
        events.belongs(ensemble);
      } catch (IOException e) {
        throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
      }
    }
  }

  private void apply(ByteBuffer data, @Nullable Closure done) throws IOException {
    Stamp stamp = BatchCodec.readStamp(data);
    timeMs = Math.max(timeMs, stamp.timeMs());
    Origins.Mark mark = BatchCodec.readMark(data);
    if (mark.incarnation() != LeaderDesk.LEADERS_OWN) {
      if (!state.origins().isNext(mark)) {
        checkAlive(mark);
        return;
      }
      state = state.withOrigins(state.origins().with(mark));
    }
    Outgoing mine = isOwn(mark) ? outbox.take(mark) : null;
    if (mine != null) {
      apply(mine.batch().commands(), mine.tickets(), stamp);
      ownBatches++;
      applied = applied + mine.tickets().size();
      appliedBytes = appliedBytes + mine.size();
    } else if (done instanceof Proposal proposal) {
      apply(proposal.batch().commands(), List.of(), stamp);
    } else {
      apply(BatchCodec.decode(data).commands(), List.of(), stamp);
    }
  }

  private boolean isOwn(Origins.Mark mark) {
    return mark.origin() == own.origin() && mark.incarnation() == own.incarnation();
  }

  // Skipped for good, whatever is sent: the clients of this server would wait for ever.
  private void checkAlive(Origins.Mark mark) {
    Origins.Mark last = state.origins().find(own.origin());
    if (isOwn(mark) && last != null && last.incarnation() > own.incarnation()) {
      throw new IllegalStateException(
          "server "
              + own.origin()
              + " has run before with a later start ("
              + last.incarnation()
              + ") than now ("
              + own.incarnation()
              + "): is another server running with the same id, or was the clock set back and the data directory lost?");
    }
  }

  private void apply(List<Command> commands, List<@Nullable Ticket> tickets, Stamp stamp) {
    for (int i = 0; i < commands.size(); i++) {
      long before = state.zxid();
      Applied result = Applier.apply(state, commands.get(i), stamp);
      state = result.state();
      long zxid = state.zxid();
      if (zxid != before && (zxid & DigestMarks.BETWEEN) == 0) {
        events.marked(zxid, state.digest());
      }
      if (!result.notices().isEmpty()) {
        result.notices().forEach(events::exceeded);
      }
      Ticket ticket = tickets.isEmpty() ? null : tickets.get(i);
      chain.append(new Commit(state, result.changes(), result.outcome(), ticket));
      hidden++;
      if (hidden == PUBLISH_COMMANDS_MAX) {
        publish();
      }
    }
    commandsApplied += commands.size();
  }

  private void publish() {
    hidden = 0;
    chain.publish();
  }

  @Override
  public void onSnapshotSave(SnapshotWriter writer, Closure done) {
    events.save(state, timeMs, writer.getCurrentMeta(), done);
  }

  @Override
  public boolean onSnapshotLoad(SnapshotReader reader) {
    // At the start the chain begins with the snapshot's state.
    if (reader instanceof EngineSnapshots.Installing installing) {
      install(installing.loaded());
    }
    return true;
  }

  private void install(SnapshotStore.Loaded loaded) {
    state = loaded.state();
    timeMs = Math.max(timeMs, loaded.meta().timeMs());
    chain.install(state);
    belongs();
    events.installed(loaded);
    int covered = 0;
    Origins.Mark mark = state.origins().find(own.origin());
    Outgoing each = mark == null ? null : outbox.takeCovered(mark);
    while (mark != null && each != null) {
      covered++;
      applied = applied + each.tickets().size();
      appliedBytes = appliedBytes + each.size();
      each = outbox.takeCovered(mark);
    }
    if (covered > 0) {
      events.published(covered);
    }
  }

  @Override
  public void onLeaderStart(long term) {
    events.leading(term, timeMs, state.origins());
  }

  @Override
  public void onLeaderStop(Status status) {
    events.lookingForLeader(0);
  }

  @Override
  public void onStopFollowing(LeaderChangeContext context) {
    events.lookingForLeader(context.getTerm());
  }

  @Override
  public void onStartFollowing(LeaderChangeContext context) {
    events.following(EngineNames.idOf(context.getLeaderId()), context.getTerm());
  }

  @Override
  public void onError(RaftException e) {
    events.stopped(e.getStatus().getErrorMsg(), e);
  }
}
