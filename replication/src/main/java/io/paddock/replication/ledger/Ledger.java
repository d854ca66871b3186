package io.paddock.replication.ledger;

import io.paddock.replication.commit.CommitChain;
import io.paddock.replication.commit.Ticket;
import io.paddock.state.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * The one door to consensus: commands go in, and come back in the same order on every server,
 * durable on a majority's disks, applied, as links of the {@link CommitChain}.
 *
 * <p>Thread: any, but one session's commands must all come from one thread: their order is the
 * order of the calls.
 */
public interface Ledger extends AutoCloseable {
  /**
   * Hands over a command. Never blocks and never does IO. It is sent off at the next {@link
   * #flush()} at the latest. Its commit carries {@code ticket}. If the ledger fails or closes
   * first, no commit ever comes.
   */
  void submit(Command command, @Nullable Ticket ticket);

  /**
   * Hands over a command that only who leads may give: it is committed only in that term, or not at
   * all, and nobody sends it again. Its commit carries no ticket. It is sent off at the next {@link
   * #flush()}.
   *
   * @param term in which this server leads, as {@link Ensemble#standing} says
   */
  void submitLeading(long term, Command command);

  /**
   * Ends a run of submissions of the calling thread: what was handed over may be batched and
   * written now.
   */
  void flush();

  /**
   * Calls {@code reached} when everything that was committed anywhere before this call has been
   * applied here and is published in the chain. On an unspecified thread; must be quick. Not called
   * if the ledger fails or closes first.
   */
  void readBarrier(Runnable reached);

  /** The members, and who leads them. */
  Ensemble ensemble();

  /** What was decided, in order. */
  CommitChain commits();

  /**
   * Commands handed over whose commit has not been published, and their size; for limits and
   * figures.
   */
  LedgerReport report();

  /**
   * Stops: nothing more is acknowledged; what was acknowledged is on disk. Waits until the files
   * are closed.
   */
  @Override
  void close();
}
