package io.paddock.bench.load;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work for all loops of a {@link Fleet}: what each connection sends, whether it counts
 * yet, and when it is done.
 *
 * <p>{@code WARMUP → MEASURE → DRAIN}, or {@code MEASURE} from the start. While draining nothing
 * more is sent or counted. The order is done when no request is outstanding and either draining has
 * begun or no source has more to send and the expected events have come, or never will, as a
 * connection is lost.
 *
 * <p>Thread: phases are set by whoever gave the order; counts are added by the loops.
 */
final class Order {
  enum Phase {
    WARMUP,
    MEASURE,
    DRAIN
  }

  /** Number of expected events that keeps an order going until it is drained. */
  static final long UNTIL_DRAINED = Long.MAX_VALUE;

  private final IntFunction<@Nullable RequestSource> sources;
  private final long eventsExpected;
  private final CountDownLatch loopsLeft;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong lastReplyNanos = new AtomicLong(Long.MIN_VALUE);
  private final Set<String> losses = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final AtomicLong lost = new AtomicLong();
  private volatile Phase phase;

  Order(IntFunction<@Nullable RequestSource> sources, Phase first, long eventsExpected, int loops) {
    this.sources = sources;
    this.phase = first;
    this.eventsExpected = eventsExpected;
    this.loopsLeft = new CountDownLatch(loops);
  }

  /** What the connection with this number sends; null for one that only listens. */
  @Nullable RequestSource source(int connection) {
    return sources.apply(connection);
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  /** Adds watch events that a loop received in one read. */
  void addEvents(int count) {
    events.addAndGet(count);
  }

  long events() {
    return events.get();
  }

  /** Whether it ends as soon as nothing is outstanding. */
  boolean mayEnd() {
    return phase == Phase.DRAIN
        || events.get() >= eventsExpected
        || (lost.get() > 0 && eventsExpected != UNTIL_DRAINED);
  }

  /** Notes that a connection is gone, and why. */
  void addLost(String reason) {
    lost.incrementAndGet();
    losses.add(reason);
  }

  long lost() {
    return lost.get();
  }

  /** Every different reason for a lost connection. */
  Set<String> losses() {
    return Set.copyOf(losses);
  }

  /** A loop has nothing left to do; {@code nanos} is when it heard its last reply or event. */
  void loopDone(long nanos) {
    lastReplyNanos.accumulateAndGet(nanos, Math::max);
    loopsLeft.countDown();
  }

  /** When the last reply or event came, on the clock of {@link System#nanoTime}. */
  long lastReplyNanos() {
    return lastReplyNanos.get();
  }

  /** Waits until the order is done, at most this long; whether it is. */
  boolean await(long nanos) throws InterruptedException {
    return loopsLeft.await(nanos, TimeUnit.NANOSECONDS);
  }
}
