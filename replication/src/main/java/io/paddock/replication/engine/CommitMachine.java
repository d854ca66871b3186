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
import io.paddock.state.apply.Applied;
import io.paddock.state.apply.Applier;
import io.paddock.state.apply.State;
import java.io.IOException;
import java.io.UncheckedIOException;

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
  private final BatchCodec codec;
  private final Events events;
  private State state;
  private long timeMs;
  private int hidden;
  private volatile long applied;
  private volatile long appliedBytes;

  /** What the ledger hears, on the applier's thread. */
  interface Events {
    /**
     * This server leads; all earlier entries have been applied. {@code timeMs} is the newest of
     * their stamps.
     */
    void leading(long term, long timeMs);

    /** This server leads no more, or follows nobody. */
    void notLeading(long term);

    /** So many batches that were handed over here have been published. */
    void published(int batches);

    /** Entries were applied: so many commands in so many bytes of log. */
    void applied(int commands, long bytes);

    /** The engine has stopped. */
    void stopped(String message, Throwable cause);

    /** A snapshot of what has been applied is wanted; {@code done} may be run on any thread. */
    void save(State state, long timeMs, SnapshotMeta meta, Closure done);
  }

  /**
   * An applier that stands at the start of the chain.
   *
   * @param timeMs the newest stamp that was applied to that state
   */
  CommitMachine(CommitChain chain, long timeMs, Events events) {
    this.chain = chain;
    this.codec = new BatchCodec();
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
    int own = 0;
    int ownCommands = 0;
    long ownBytes = 0;
    int commands = 0;
    long bytes = 0;
    while (entries.hasNext()) {
      Closure done = entries.done();
      Batch batch = done instanceof Batch handedOver ? handedOver : decode(entries);
      apply(batch);
      commands += batch.size();
      bytes += entries.getData().remaining();
      if (batch == done) {
        own++;
        ownCommands += batch.size();
        ownBytes += batch.bytes();
      }
      entries.next();
    }
    publish();
    applied = applied + ownCommands;
    appliedBytes = appliedBytes + ownBytes;
    if (own > 0) {
      events.published(own);
    }
    events.applied(commands, bytes);
  }

  private Batch decode(Iterator entries) {
    try {
      return codec.decode(entries.getData());
    } catch (IOException e) {
      throw new UncheckedIOException("log entry " + entries.getIndex() + ": " + e.getMessage(), e);
    }
  }

  private void apply(Batch batch) {
    timeMs = Math.max(timeMs, batch.stamp().timeMs());
    for (int i = 0; i < batch.size(); i++) {
      Applied result = Applier.apply(state, batch.commands().get(i), batch.stamp());
      state = result.state();
      chain.append(new Commit(state, result.changes(), result.outcome(), batch.ticket(i)));
      hidden++;
      if (hidden == PUBLISH_COMMANDS_MAX) {
        publish();
      }
    }
  }

  private void publish() {
    hidden = 0;
    chain.publish();
  }

  @Override
  public void onSnapshotSave(SnapshotWriter writer, Closure done) {
    events.save(state, timeMs, writer.getCurrentMeta(), done);
  }

  /** At the start only, and then the chain began with the snapshot's state. */
  @Override
  public boolean onSnapshotLoad(SnapshotReader reader) {
    return true;
  }

  @Override
  public void onLeaderStart(long term) {
    events.leading(term, timeMs);
  }

  @Override
  public void onLeaderStop(Status status) {
    events.notLeading(0);
  }

  @Override
  public void onStopFollowing(LeaderChangeContext context) {
    events.notLeading(context.getTerm());
  }

  @Override
  public void onStartFollowing(LeaderChangeContext context) {
    events.notLeading(context.getTerm());
  }

  @Override
  public void onError(RaftException e) {
    events.stopped(e.getStatus().getErrorMsg(), e);
  }
}
