package io.paddock.replication.commit;

import io.paddock.state.apply.State;
import io.paddock.state.command.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The chain of commits since this server started. It holds on to its newest link only: what no
 * cursor can reach any more is garbage.
 *
 * <p>Thread: one applier appends; any thread makes cursors; each {@link Cursor} belongs to one
 * thread.
 *
 * <p>The applier builds a batch out of sight ({@code append}) and shows it with one volatile write
 * ({@code publish}): the first link of the batch is hung onto the last published one. A follower
 * that sees a link sees all it holds.
 */
public final class CommitChain {
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private volatile Commit published;
  private @Nullable Commit firstHidden;
  private @Nullable Commit lastHidden;

  /** A chain whose origin is {@code start}, as loaded from disk. */
  public CommitChain(State start) {
    published = new Commit(start, List.of(), Outcome.Done.DONE, null);
  }

  /**
   * Called on the applier after each publish; must be quick and must not throw: it only wakes
   * somebody.
   */
  public void addFollower(Runnable wake) {
    followers.add(wake);
  }

  /** Forgets a follower. */
  public void removeFollower(Runnable wake) {
    followers.remove(wake);
  }

  /** A cursor at the newest published commit. */
  public Cursor cursor() {
    return new Cursor(published);
  }

  /** The newest published commit. */
  public Commit newest() {
    return published;
  }

  /** Adds a commit that nobody sees before {@link #publish}. Applier only. */
  public void append(Commit commit) {
    if (lastHidden == null) {
      firstHidden = commit;
    } else {
      lastHidden.next = commit;
    }
    lastHidden = commit;
  }

  /** Shows all that was appended since the last call and wakes the followers. Applier only. */
  public void publish() {
    Commit first = firstHidden;
    Commit last = lastHidden;
    if (first == null || last == null) {
      return;
    }
    firstHidden = null;
    lastHidden = null;
    published.next = first;
    published = last;
    for (Runnable each : followers) {
      each.run();
    }
  }

  /**
   * Replaces the state by one that was installed from a snapshot: a commit without changes or
   * outcome for anybody. Applier only.
   */
  public void install(State state) {
    append(new Commit(state, List.of(), Outcome.Done.DONE, null));
    publish();
  }

  /** A follower's place in the chain. Thread: its owner. */
  public static final class Cursor {
    private Commit at;

    private Cursor(Commit at) {
      this.at = at;
    }

    /** The commit this cursor stands on: it has been dealt with. */
    public Commit at() {
      return at;
    }

    /** Steps to the next commit and returns it, or stays and returns null at the end. */
    public @Nullable Commit advance() {
      Commit next = at.next;
      if (next != null) {
        at = next;
      }
      return next;
    }
  }
}
