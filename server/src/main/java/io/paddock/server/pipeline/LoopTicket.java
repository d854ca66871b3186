package io.paddock.server.pipeline;

import io.paddock.replication.commit.Commit;
import io.paddock.replication.commit.Ticket;

/** The mark of a command that somebody on an event loop waits for. */
public interface LoopTicket extends Ticket {
  /** The loop that waits. */
  LoopScope scope();

  /**
   * Called on the loop when it passes the commit, after the events of the commit have been written;
   * the scope's state is the state of the commit.
   */
  void committed(Commit commit);
}
