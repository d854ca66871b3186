package io.paddock.recipes.election;

import io.paddock.client.api.Client;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.LockOptions;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * An election: who wins it does something, and then it is the next one's turn.
 *
 * <pre>{@code
 * Election.at(client, "/election", "host-1").run(leadership -> serve(leadership.token()));
 * }</pre>
 *
 * <p>The znodes are those of Kazoo's Election, which are those of its Lock.
 *
 * <p>Thread: any.
 */
public final class Election {
  private final Lock lock;

  private Election(Lock lock) {
    this.lock = lock;
  }

  /**
   * The election of this path.
   *
   * @param identifier what {@link #contenders} says of this one
   */
  public static Election at(Client client, String path, String identifier) {
    return new Election(Lock.at(client, path, LockOptions.DEFAULT.identifier(identifier)));
  }

  /**
   * Waits until this one has won, does the task on this thread, and lets the next one win. The task
   * is not interrupted when the leadership is lost: look at the hold, or use {@link
   * LeaderSelector}.
   *
   * @return false if {@link #cancel} was called before it had won
   * @throws Exception what the task has thrown
   */
  public boolean run(LeaderTask task) throws Exception {
    Hold leadership;
    try {
      leadership = lock.acquire();
    } catch (CancellationException e) {
      return false;
    }
    try (leadership) {
      task.lead(leadership);
    }
    return true;
  }

  /** Ends the candidature of who waits in {@link #run}; a leader is left alone. */
  public void cancel() {
    lock.cancel();
  }

  /** The identifiers of the leader and those who wait, in their order. */
  public List<String> contenders() {
    return lock.contenders();
  }
}
