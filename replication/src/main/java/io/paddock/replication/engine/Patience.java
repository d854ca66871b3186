package io.paddock.replication.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a silence this member bears before it gives up a leader. On a machine that has far more
 * to do than it can, every leader is late, and each election makes more work: leaders that are
 * given up too soon follow one another for ever. So when several do not last, this member waits
 * longer, twice as long each time, and comes back to the usual once a leader has lasted.
 *
 * <p>Raft does not need the members to agree on this.
 *
 * <p>Thread: any.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /** So many terms, one soon after the other, are no accident. */
  static final int TERMS = 5;

  /** A leader that stays for so many silences has lasted. */
  static final int LASTING = 20;

  static final int TIMES_MAX = 8;

  private final int silenceMs;
  private final QuickElection.Delay later;
  private final IntConsumer engine;
  private final LongSupplier clock;
  private int times = 1; // guarded by this
  private int shortTerms; // guarded by this
  private long term; // guarded by this
  private long sinceNanos; // guarded by this

  /**
   * A member with the usual patience.
   *
   * @param engine is told how many times the usual silence it is to bear; called by {@code later}
   * @param clock in ns, as {@link System#nanoTime}
   */
  Patience(int silenceMs, QuickElection.Delay later, IntConsumer engine, LongSupplier clock) {
    this.silenceMs = silenceMs;
    this.later = later;
    this.engine = engine;
    this.clock = clock;
    sinceNanos = clock.getAsLong();
  }

  /** There is a leader in this term. */
  synchronized void leads(long newTerm) {
    if (newTerm <= term) {
      return;
    }
    long now = clock.getAsLong();
    boolean first = term == 0;
    boolean lasted = now - sinceNanos >= lastingNanos();
    // Terms without a leader, too: elections that nobody won.
    shortTerms = first || lasted ? 0 : shortTerms + (int) Math.min(TERMS, newTerm - term);
    term = newTerm;
    sinceNanos = now;
    if (shortTerms >= TERMS && times < TIMES_MAX) {
      shortTerms = 0;
      LOG.warn(
          "Leaders do not last: this is term {}. From now on this server gives one up after {} ms of"
              + " silence. Has the machine more to do than it can?",
          newTerm,
          2 * times * silenceMs);
      become(2 * times);
    } else if (times > 1) {
      lookAgain();
    }
  }

  private void become(int next) {
    times = next;
    later.after(0, () -> engine.accept(next));
    if (next > 1) {
      lookAgain();
    }
  }

  private void lookAgain() {
    long begun = term;
    later.after(TimeUnit.NANOSECONDS.toMillis(lastingNanos()), () -> look(begun));
  }

  private synchronized void look(long begun) {
    if (begun == term && times > 1) {
      LOG.info("The leader of term {} lasts: {} ms of silence again", term, times / 2 * silenceMs);
      become(times / 2);
    }
  }

  private long lastingNanos() {
    return TimeUnit.MILLISECONDS.toNanos((long) LASTING * times * silenceMs);
  }
}
