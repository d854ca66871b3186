package io.paddock.replication.commit;

import io.paddock.state.apply.State;
import io.paddock.state.command.Change;
import io.paddock.state.command.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One applied command: a link of the {@link CommitChain}.
 *
 * <p>Thread: made by the applier; read by every event loop. The fields are final but {@code next},
 * which the applier writes plainly within a batch and as a release when the batch is published, and
 * takes away again when every cursor has passed.
 */
public final class Commit {
  private final State state;
  private final List<Change> changes;
  private final Outcome outcome;
  private final @Nullable Ticket ticket;
  private final boolean installed;

  @Nullable volatile Commit next;

  /** Place in the chain, counted from its origin. Written by the applier before it is linked. */
  long position;

  /**
   * A commit that is not yet linked. {@code ticket} is null unless the command came through this
   * server.
   */
  public Commit(State state, List<Change> changes, Outcome outcome, @Nullable Ticket ticket) {
    this(state, changes, outcome, ticket, false);
  }

  private Commit(
      State state,
      List<Change> changes,
      Outcome outcome,
      @Nullable Ticket ticket,
      boolean installed) {
    this.state = state;
    this.changes = changes;
    this.outcome = outcome;
    this.ticket = ticket;
    this.installed = installed;
  }

  /** A state that came from another server as a whole; see {@link #isInstalled}. */
  static Commit installed(State state) {
    return new Commit(state, List.of(), Outcome.Done.DONE, null, true);
  }

  /** The state right after this command. */
  public State state() {
    return state;
  }

  /** What watchers may be told, in order; all of it has the state's zxid. */
  public List<Change> changes() {
    return changes;
  }

  /** What the sender hears. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Whether this state came from another server as a whole, because this one had fallen far behind:
   * what happened between the commit before and this one is not known here. Watches have missed
   * events and some commands will never find their commit, so every connection must close; the
   * clients come again and catch up.
   */
  public boolean isInstalled() {
    return installed;
  }

  /** The sender's mark, if the command came through this server. */
  public @Nullable Ticket ticket() {
    return ticket;
  }
}
