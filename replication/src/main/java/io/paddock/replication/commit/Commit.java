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

  @Nullable volatile Commit next;

  /** Place in the chain, counted from its origin. Written by the applier before it is linked. */
  long position;

  /**
   * A commit that is not yet linked. {@code ticket} is null unless the command came through this
   * server.
   */
  public Commit(State state, List<Change> changes, Outcome outcome, @Nullable Ticket ticket) {
    this.state = state;
    this.changes = changes;
    this.outcome = outcome;
    this.ticket = ticket;
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

  /** The sender's mark, if the command came through this server. */
  public @Nullable Ticket ticket() {
    return ticket;
  }
}
