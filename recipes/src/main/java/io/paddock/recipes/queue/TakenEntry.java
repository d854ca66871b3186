package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClientException;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.recipes.steady.Failures;
import io.paddock.recipes.steady.Vigil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry that this client has locked.
 *
 * <p>Thread: any.
 */
public final class TakenEntry {
  private final Client client;
  private final String entry;
  private final String lock;
  private final Data data;
  private final int version;
  private final Stat stat;

  /**
   * @param read the entry as it was before it was written again
   * @param stat of the znode that locks it
   */
  TakenEntry(Client client, String entry, String lock, Node read, Stat stat) {
    this.client = client;
    this.entry = entry;
    this.lock = lock;
    Data put = read.data();
    this.data = put == null ? Data.EMPTY : put;
    this.version = read.version() + 1;
    this.stat = stat;
  }

  /** What was put. */
  public Data data() {
    return data;
  }

  /** A fencing token: whoever has this entry later has a greater one. */
  public long token() {
    return stat.czxid();
  }

  /** Whether it is locked by this client for sure; asks the server. */
  public boolean isHeld() {
    try {
      return isOfThisSession()
          && client.exists(lock).filter(now -> now.czxid() == stat.czxid()).isPresent()
          && isOfThisSession();
    } catch (ClientException e) {
      if (Failures.isPassing(e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean isOfThisSession() {
    return client.state() == ConnectionState.CONNECTED
        && client.sessionId() == stat.ephemeralOwner();
  }

  /**
   * The same transaction, and the entry is consumed with it; fails if somebody else has the entry
   * by then. So its work is done once, if it is done in this transaction.
   */
  public Transaction consume(Transaction work) {
    return Transaction.EMPTY.delete(lock, -1).delete(entry, version).and(work);
  }

  /**
   * Takes it out of the queue, its work being done; false if it was lost before. Goes on over lost
   * connections.
   *
   * @throws ClientException if the session was lost meanwhile, so that nobody knows
   */
  public boolean consume() {
    return done(consume(Transaction.EMPTY));
  }

  /**
   * Gives it back for somebody else; false if it was lost before. Goes on over lost connections.
   *
   * @throws ClientException if the session was lost meanwhile, so that nobody knows
   */
  public boolean release() {
    return done(Transaction.EMPTY.check(entry, version).delete(lock, -1));
  }

  private boolean done(Transaction transaction) {
    Ending ending = new Ending(transaction);
    try (Vigil vigil = new Vigil(client, null, "entry", entry)) {
      boolean done = vigil.until(() -> ending.attempt(vigil.client())).orElse(false);
      if (!done && ending.doubt != null) {
        throw ending.doubt;
      }
      return done;
    }
  }

  /** How it ends, over lost connections. Thread: who ends it. */
  private final class Ending {
    private final Transaction transaction;
    private @Nullable ClientException doubt;

    Ending(Transaction transaction) {
      this.transaction = transaction;
    }

    Optional<Boolean> attempt(Client asking) {
      if (client.sessionId() != stat.ephemeralOwner()) {
        return Optional.of(false);
      }
      try {
        asking.commit(transaction);
        return Optional.of(true);
      } catch (TransactionException e) {
        // Nobody else ends what this session has: it was the try whose answer was lost.
        return Optional.of(doubt != null);
      } catch (ClientException e) {
        if (Failures.mayHaveHappened(e)) {
          doubt = e;
        }
        throw e;
      }
    }
  }
}
