package io.paddock.server.pipeline;

import io.paddock.replication.commit.Commit;
import io.paddock.replication.ledger.Ledger;
import io.paddock.server.report.LoopTraffic;
import io.paddock.server.watch.WatchTable;
import io.paddock.state.apply.State;
import io.paddock.state.command.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the pipelines of one event loop share: the state at the loop's place in the commit chain,
 * its watches, its sessions, its counters.
 *
 * <p>Thread: its event loop. Only {@link #later} may be called by others.
 */
public final class LoopScope {
  private final Ledger ledger;
  private final PipelineRules rules;
  private final Executor loop;
  private final WatchTable watches = new WatchTable();
  private final PipelineTable sessions = new PipelineTable();
  private final LoopTraffic traffic = new LoopTraffic();
  private final List<PendingReconfig> reconfigs = new ArrayList<>();
  private final ReadBarriers barriers;
  private State state;
  private Runnable whenRestored = () -> {};
  private long nowNanos;
  private int outstanding;
  private int submitted;
  private long submittedBytes;
  private long authFailures;
  private long largeBytes;
  private long largeRefused;

  /** The scope of {@code loop}, which follows the chain before it runs a task. */
  public LoopScope(Ledger ledger, PipelineRules rules, Executor loop) {
    this.ledger = ledger;
    this.rules = rules;
    this.loop = loop;
    this.barriers = new ReadBarriers(ledger, loop);
    this.state = ledger.commits().newest().state();
  }

  /** Moves on to {@code commit}: from now on reads are answered from its state. */
  public void enter(Commit commit) {
    state = commit.state();
  }

  /** The state at the loop's place in the chain. */
  public State state() {
    return state;
  }

  /** Runs {@code task} on the loop. Any thread. */
  public void later(Runnable task) {
    loop.execute(task);
  }

  /**
   * Runs {@code reached} on the loop when it has passed everything that was committed anywhere
   * before this call.
   */
  public void barrier(Runnable reached) {
    barriers.await(reached);
  }

  /** Changes of the members whose end somebody on this loop waits for. */
  List<PendingReconfig> reconfigs() {
    return reconfigs;
  }

  /** Says what is to happen when the state is replaced as a whole; before there are connections. */
  public void whenRestored(Runnable action) {
    whenRestored = action;
  }

  /** The state has been replaced as a whole: nobody will hear of the commands under way. */
  public void restored() {
    submitted = 0;
    submittedBytes = 0;
    reconfigs.clear();
    whenRestored.run();
  }

  /** A change of the members has come to its end, with the commit that the loop stands on. */
  public void settled(Outcome.Settled settled) {
    for (PendingReconfig each : List.copyOf(reconfigs)) {
      each.settled(settled);
    }
  }

  /** The time of the loop's current turn, as {@link System#nanoTime()}. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Tells the time; once a turn, so that requests need not ask the clock. */
  public void setNowNanos(long nowNanos) {
    this.nowNanos = nowNanos;
  }

  /** Where commands go. */
  public Ledger ledger() {
    return ledger;
  }

  /** Settings. */
  public PipelineRules rules() {
    return rules;
  }

  /** The loop's watches. */
  public WatchTable watches() {
    return watches;
  }

  /** The loop's sessions with a connection. */
  public PipelineTable sessions() {
    return sessions;
  }

  /** The loop's counters. */
  public LoopTraffic traffic() {
    return traffic;
  }

  /** Requests that were read on this loop and are not answered yet. */
  public int outstanding() {
    return outstanding;
  }

  /** Bytes of requests whose commands the ledger has and whose commits this loop has not passed. */
  public long submittedBytes() {
    return submittedBytes;
  }

  /** Whether a commit may be of interest to a client of this loop that says nothing by itself. */
  public boolean waitsForCommits() {
    return submitted > 0 || watches.pathCount() > 0;
  }

  /** Authentications that failed since the start. */
  public long authFailures() {
    return authFailures;
  }

  void countAuthFailure() {
    authFailures++;
  }

  /** Bytes of large writes that were read on this loop and are not answered yet. */
  public long largeBytes() {
    return largeBytes;
  }

  /** A write of this size waits for its answer. */
  void beginLarge(int bytes) {
    largeBytes += rules.largeRequests().isLarge(bytes) ? bytes : 0;
  }

  /** It has its answer, or nobody waits for it any more. */
  void endLarge(int bytes) {
    largeBytes -= rules.largeRequests().isLarge(bytes) ? bytes : 0;
  }

  /** Large writes that were not taken, since the start. */
  public long largeRefused() {
    return largeRefused;
  }

  /** One was not taken. */
  public void countLargeRefused() {
    largeRefused++;
  }

  void countOutstanding(int change) {
    outstanding += change;
  }

  /** A command goes to the ledger and will come back to this loop. */
  public void countSubmitted(int bytes) {
    submitted++;
    submittedBytes += bytes;
  }

  /** A command has come back. */
  public void countCommitted(int bytes) {
    // Of those that were under way when the state was replaced some may come back all the same.
    submitted = Math.max(0, submitted - 1);
    submittedBytes = Math.max(0, submittedBytes - bytes);
  }
}
