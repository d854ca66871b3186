package io.paddock.recipes.lock;

import io.paddock.client.api.Transaction;

/**
 * Something that is held, and may be lost: a lock, a lease of a semaphore, leadership.
 *
 * <p>Thread: any.
 */
public interface Held extends AutoCloseable {
  /**
   * A fencing token: whoever holds the same thing later has a greater one. Give it to what you
   * change under the lock, and let that refuse a smaller one than it has seen.
   */
  long token();

  /** How sure this is, as of now; looks at the connection itself and is not late. */
  Grip grip();

  /** Whether it is held for sure. */
  default boolean isHeld() {
    return grip() == Grip.HELD;
  }

  /**
   * The same transaction, which fails with NO_NODE in its first step if this is not held any more
   * when the server does it.
   */
  Transaction guard(Transaction transaction);

  /** Gives it back. Does not wait when the connection is lost; the znode is deleted later then. */
  @Override
  void close();
}
