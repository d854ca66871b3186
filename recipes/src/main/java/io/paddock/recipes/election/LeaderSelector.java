package io.paddock.recipes.election;

import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.recipes.lock.Grip;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.LockOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership that is passed round: whenever this one is elected it does its task on a thread of the
 * client's, and stands again when that has ended. The thread is interrupted as soon as the
 * leadership is in doubt.
 *
 * <p>The znodes are those of Curator's LeaderSelector.
 *
 * <p>Thread: any.
 */
public final class LeaderSelector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderSelector.class);

  private final Client client;
  private final Lock lock;
  private final LeaderTask task;
  private final boolean again;
  private @Nullable CompletableFuture<Hold> standing;
  private @Nullable Hold hold;
  private @Nullable Thread leader;
  private boolean closed;

  private LeaderSelector(Client client, Lock lock, LeaderTask task, boolean again) {
    this.client = client;
    this.lock = lock;
    this.task = task;
    this.again = again;
  }

  /** Stands for election, and again after each of its leaderships, until it is closed. */
  public static LeaderSelector start(
      Client client, String path, String identifier, LeaderTask task) {
    return started(client, path, identifier, task, true);
  }

  /** Stands for election, until it has led once. */
  public static LeaderSelector startOnce(
      Client client, String path, String identifier, LeaderTask task) {
    return started(client, path, identifier, task, false);
  }

  private static LeaderSelector started(
      Client client, String path, String identifier, LeaderTask task, boolean again) {
    LockOptions options = LockOptions.DEFAULT.identifier(identifier).likeCurator();
    LeaderSelector selector =
        new LeaderSelector(client, Lock.at(client, path, options), task, again);
    selector.stand();
    return selector;
  }

  private synchronized void stand() {
    if (closed) {
      return;
    }
    CompletableFuture<Hold> next = lock.acquireAsync();
    standing = next;
    // On an order of its own: a task may last as long as it likes.
    CompletableFuture<Hold> unused =
        next.whenCompleteAsync(this::stood, client.aside().callbacks());
  }

  private void stood(@Nullable Hold won, @Nullable Throwable failure) {
    if (won == null) {
      if (!isClosed() && !(failure instanceof ClosedException)) {
        LOG.warn("{}: cannot stand for election any more", lock.path(), failure);
      }
      return;
    }
    boolean led = begin(won) && lead(won);
    won.close();
    if (again || !led) {
      stand();
    }
  }

  /** Whether the task has been begun. */
  private boolean lead(Hold won) {
    boolean begun = false;
    won.addListener(
        grip -> {
          if (grip == Grip.DOUBTFUL || grip == Grip.LOST) {
            interrupt(won);
          }
        });
    try {
      if (won.isHeld()) {
        begun = true;
        task.lead(won);
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: the leader was interrupted", lock.path(), e);
    } catch (Exception e) {
      LOG.error("{}: the leader has failed", lock.path(), e);
    } finally {
      end();
    }
    return begun;
  }

  private synchronized boolean begin(Hold won) {
    if (closed) {
      return false;
    }
    hold = won;
    leader = Thread.currentThread();
    return true;
  }

  private synchronized void end() {
    hold = null;
    leader = null;
    // What was meant for the task must not reach whoever uses the thread next.
    Thread.interrupted();
  }

  private synchronized void interrupt(Hold of) {
    if (hold == of && leader != null) {
      leader.interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Whether its task runs and it leads for sure. */
  public synchronized boolean isLeader() {
    return hold != null && hold.isHeld();
  }

  /** Interrupts the leader, if it is this one, so that another one has its turn. */
  public synchronized void interruptLeadership() {
    if (leader != null) {
      leader.interrupt();
    }
  }

  /** The identifiers of the leader and those who stand, in their order. */
  public List<String> participants() {
    return lock.contenders();
  }

  /** Gives up: who stands leaves the line, who leads is interrupted. */
  @Override
  public void close() {
    CompletableFuture<Hold> future;
    synchronized (this) {
      closed = true;
      future = standing;
      interruptLeadership();
    }
    if (future != null) {
      future.cancel(false);
    }
  }
}
