package io.paddock.replication.commit;

import io.paddock.state.apply.State;
import io.paddock.state.command.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The chain of commits since this server started. What every cursor has passed is garbage.
 *
 * <p>It is also taken apart: the applier clears the {@code next} of commits that every cursor has
 * passed. Without that one dead commit in the old generation would keep all later ones alive until
 * the old generation is collected, so that each young collection copied what nobody needs.
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
  private final List<Cursor> cursors = new CopyOnWriteArrayList<>();
  private Commit oldest;
  private volatile Commit published;
  private @Nullable Commit firstHidden;
  private @Nullable Commit lastHidden;

  /** A chain whose origin is {@code start}, as loaded from disk. */
  public CommitChain(State start) {
    published = new Commit(start, List.of(), Outcome.Done.DONE, null);
    oldest = published;
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

  /** A cursor at the newest published commit; {@link #release} it when it is of no more use. */
  public Cursor cursor() {
    Cursor cursor = new Cursor(published);
    // First known, then placed: until it is placed it holds the whole chain, so that the applier
    // cannot take apart what it is about to stand on.
    cursors.add(cursor);
    cursor.place(published);
    return cursor;
  }

  /** Forgets a cursor, which must not advance any more. */
  public void release(Cursor cursor) {
    cursors.remove(cursor);
  }

  /** The newest published commit. */
  public Commit newest() {
    return published;
  }

  /** Adds a commit that nobody sees before {@link #publish}. Applier only. */
  public void append(Commit commit) {
    Commit before = lastHidden == null ? published : lastHidden;
    commit.position = before.position + 1;
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
    takeApart();
  }

  private void takeApart() {
    long passed = published.position;
    for (Cursor each : cursors) {
      passed = Math.min(passed, each.passed);
    }
    Commit at = oldest;
    for (Commit next = at.next; next != null && at.position < passed; next = at.next) {
      at.next = null;
      at = next;
    }
    oldest = at;
  }

  /**
   * Replaces the state by one that was installed from a snapshot: {@link Commit#isInstalled}.
   * Applier only.
   */
  public void install(State state) {
    append(Commit.installed(state));
    publish();
  }

  /** A follower's place in the chain. Thread: its owner. */
  public static final class Cursor {
    /** Commits between two notes of how far it is. */
    static final int STRIDE = 64;

    private Commit at;
    private volatile long passed = -1;

    private Cursor(Commit at) {
      this.at = at;
    }

    private void place(Commit commit) {
      at = commit;
      passed = commit.position;
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
        if (next.position % STRIDE == 0) {
          passed = next.position;
        }
      }
      return next;
    }
  }
}
