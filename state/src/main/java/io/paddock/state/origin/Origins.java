package io.paddock.state.origin;

import io.paddock.state.digest.Hash64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last batch of each origin that has been applied. Immutable.
 *
 * <p>An origin is the server through which commands came. It numbers its batches 1, 2, 3 … without
 * gaps within one incarnation, which is one run of its process; a later run has a higher
 * incarnation. It sends a batch again whenever it cannot know whether the batch arrived, so one may
 * be in the log more than once.
 */
public final class Origins implements Iterable<Origins.Mark> {
  /** Of a server that has never applied anything. */
  public static final Origins NONE = new Origins(List.of());

  private final List<Mark> marks; // by origin
  private final long digest;

  /**
   * How far one origin has come.
   *
   * @param origin id of the server, 0 for a standalone one
   * @param incarnation of its process; only grows
   * @param batch number of the last batch that was applied
   */
  public record Mark(int origin, long incarnation, long batch) {
    /** Whether that batch is the very next one. One that came before, or leaves a gap, is not. */
    public boolean isFollowedBy(Mark next) {
      return next.incarnation == incarnation
          ? next.batch == batch + 1
          : next.incarnation > incarnation && next.batch == 1;
    }

    /** Whether that batch is this one or came before it. */
    public boolean covers(Mark other) {
      return other.incarnation < incarnation
          || (other.incarnation == incarnation && other.batch <= batch);
    }

    long hash() {
      return Hash64.mix(Hash64.mix(origin, incarnation), batch);
    }
  }

  private Origins(List<Mark> marks) {
    this.marks = marks;
    long sum = 0;
    for (Mark each : marks) {
      sum += each.hash();
    }
    digest = sum;
  }

  /**
   * The origins with these marks.
   *
   * @throws IllegalArgumentException if the ids do not ascend
   */
  public static Origins of(List<Mark> marks) {
    for (int i = 1; i < marks.size(); i++) {
      if (marks.get(i - 1).origin >= marks.get(i).origin) {
        throw new IllegalArgumentException("origins out of order at " + marks.get(i));
      }
    }
    return new Origins(List.copyOf(marks));
  }

  /** How far this origin has come, or null if nothing of it was ever applied. */
  public @Nullable Mark find(int origin) {
    int at = search(origin);
    return at < 0 ? null : marks.get(at);
  }

  /** Whether a batch is to be applied: it is the next one of its origin. */
  public boolean isNext(Mark batch) {
    Mark last = find(batch.origin);
    return last == null ? batch.batch == 1 : last.isFollowedBy(batch);
  }

  /** With this as the last batch of its origin. */
  public Origins with(Mark batch) {
    int at = search(batch.origin);
    Mark[] all = new Mark[at < 0 ? marks.size() + 1 : marks.size()];
    int place = at < 0 ? -at - 1 : at;
    for (int i = 0; i < place; i++) {
      all[i] = marks.get(i);
    }
    all[place] = batch;
    int shift = all.length - marks.size();
    for (int i = place + 1; i < all.length; i++) {
      all[i] = marks.get(i - shift);
    }
    return new Origins(List.of(all));
  }

  private int search(int origin) {
    int low = 0;
    int high = marks.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = marks.get(middle).origin;
      if (found == origin) {
        return middle;
      }
      if (found < origin) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** The number of origins. */
  public int size() {
    return marks.size();
  }

  /** The sum of a hash of each origin's mark. */
  public long digest() {
    return digest;
  }

  /** The marks in the order of the origins' ids. */
  @Override
  public Iterator<Mark> iterator() {
    return marks.iterator();
  }

  @Override
  public String toString() {
    return marks.toString();
  }
}
