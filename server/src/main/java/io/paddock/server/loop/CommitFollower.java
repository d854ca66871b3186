package io.paddock.server.loop;

import io.paddock.replication.commit.Commit;
import io.paddock.replication.commit.CommitChain;
import io.paddock.server.pipeline.CommitPath;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.pipeline.LoopTicket;
import io.paddock.server.pipeline.RequestPipeline;
import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the commit chain for one event loop.
 *
 * <p>One commit at a time: the loop's state becomes that of the commit; the events of its changes
 * go to the watchers on this loop; then whoever waits for the commit is told, and answers what
 * waited behind it from the state of this very commit; last, connections go whose session ended or
 * moved. So a client never sees new data before its event, nor an older state after a newer one,
 * without a lock (spec/semantics.md, section 9.3).
 *
 * <p>A state that was installed as a whole ends all connections: nobody knows what their watches
 * have missed and what became of their writes.
 *
 * <p>Thread: its event loop.
 */
public final class CommitFollower implements CommitPath {
  private final LoopScope scope;
  private final CommitChain chain;
  private CommitChain.@Nullable Cursor cursor;
  private @Nullable Runnable wake;

  /** Follows {@code chain} for {@code scope}, once begun. */
  public CommitFollower(LoopScope scope, CommitChain chain) {
    this.scope = scope;
    this.chain = chain;
  }

  @Override
  public void begin(Runnable wake) {
    // First the follower, then the cursor: what is published in between is seen twice rather than
    // never.
    chain.addFollower(wake);
    CommitChain.Cursor start = chain.cursor();
    scope.enter(start.at());
    cursor = start;
    this.wake = wake;
  }

  /** Not further than what is newest now: a fast applier must not keep a loop from flushing. */
  @Override
  public void follow() {
    CommitChain.Cursor at = cursor;
    if (at == null) {
      return;
    }
    Commit goal = chain.newest();
    while (at.at() != goal) {
      Commit next = at.advance();
      if (next == null) {
        return;
      }
      pass(next);
    }
  }

  @Override
  public boolean isBehind() {
    CommitChain.Cursor at = cursor;
    return at != null && at.at() != chain.newest();
  }

  @Override
  public void end() {
    if (wake != null) {
      chain.removeFollower(wake);
      wake = null;
    }
    if (cursor != null) {
      chain.release(cursor);
      cursor = null;
    }
  }

  private void pass(Commit commit) {
    scope.enter(commit);
    if (commit.isInstalled()) {
      closeAll();
      return;
    }
    List<Change> changes = commit.changes();
    for (int i = 0; i < changes.size(); i++) {
      scope.watches().fire(changes.get(i));
    }
    if (commit.ticket() instanceof LoopTicket ticket && ticket.scope() == scope) {
      ticket.committed(commit);
    }
    if (commit.outcome() instanceof Outcome.Closed closed) {
      close(closed.session(), "the session has ended");
    } else if (commit.outcome() instanceof Outcome.Attached attached) {
      closeIfMoved(attached, commit);
    } else if (commit.outcome() instanceof Outcome.Settled settled) {
      scope.settled(settled);
    }
  }

  /** The connection that the session has just been attached to replaces its old one by itself. */
  private void closeIfMoved(Outcome.Attached attached, Commit commit) {
    boolean attachedHere = commit.ticket() instanceof LoopTicket own && own.scope() == scope;
    if (!attachedHere) {
      close(attached.session(), "the session has been attached to another connection");
    }
  }

  /** Watches have missed events, and some writes will never hear what became of them. */
  private void closeAll() {
    List<RequestPipeline> all = new ArrayList<>();
    scope.sessions().forEach(all::add);
    for (RequestPipeline each : all) {
      each.close("this server had fallen far behind and has got a newer state as a whole");
    }
  }

  private void close(long session, String reason) {
    RequestPipeline connection = scope.sessions().get(session);
    if (connection != null) {
      connection.close(reason);
    }
  }
}
