package io.paddock.recipes.queue;

import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.Node;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;

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

  /** Whether it is locked by this client for sure. */
  public boolean isHeld() {
    return client.state() == ConnectionState.CONNECTED
        && client.sessionId() == stat.ephemeralOwner()
        && client.exists(lock).filter(now -> now.czxid() == stat.czxid()).isPresent();
  }

  /**
   * The same transaction, and the entry is consumed with it; fails if somebody else has the entry
   * by then. So its work is done once, if it is done in this transaction.
   */
  public Transaction consume(Transaction work) {
    return Transaction.EMPTY.delete(lock, -1).delete(entry, version).and(work);
  }

  /** Takes it out of the queue, its work being done; false if it was lost before. */
  public boolean consume() {
    return done(consume(Transaction.EMPTY));
  }

  /** Gives it back for somebody else; false if it was lost before. */
  public boolean release() {
    return done(Transaction.EMPTY.check(entry, version).delete(lock, -1));
  }

  private boolean done(Transaction transaction) {
    if (client.sessionId() != stat.ephemeralOwner()) {
      return false;
    }
    try {
      client.commit(transaction);
      return true;
    } catch (TransactionException e) {
      return false;
    }
  }
}
