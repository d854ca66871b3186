package io.paddock.replication.engine;

import com.alipay.sofa.jraft.core.Scheduler;
import com.alipay.sofa.jraft.util.SPI;
import com.alipay.sofa.jraft.util.timer.RaftTimerFactory;
import com.alipay.sofa.jraft.util.timer.Timeout;
import com.alipay.sofa.jraft.util.timer.Timer;
import com.alipay.sofa.jraft.util.timer.TimerTask;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All timers of the engine on a few threads that sleep until something is due. The stock ones are
 * wheels that each wake a thread a thousand times a second. What need not be done to the
 * millisecond is moved onto a grid: heartbeats a little forward, so that those to all members are
 * one wake-up and not one each, and what takes longer to the next full 50 ms.
 *
 * <p>The engine finds this class by its service file and makes one for the whole process. The
 * threads end when nothing has been scheduled for a while.
 *
 * <p>Thread: any.
 */
@SPI(name = "paddock", priority = 10)
public final class EngineTimers implements RaftTimerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(EngineTimers.class);
  private static final long GRID_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int KEEP_ALIVE_SECONDS = 30;

  // Heartbeats are due after so long at most; what is due later, such as the end of a handover, may
  // not come early.
  private static final long FORWARD_NANOS_MAX = 6 * GRID_NANOS;

  // A little of the time has passed already when it is scheduled.
  private static final long PASSED_NANOS = GRID_NANOS / 5;

  // The engine looks once a time-out whether the leader has been silent for as long, so that it may
  // notice after twice that. Looking more often costs little and decides nothing earlier than is
  // right.
  private static final int ELECTION_LOOKS_MIN = 4;
  private static final int ELECTION_LOOKS_MAX = 8;

  // Two candidates that split the votes try again sooner, and not at the same moment.
  private static final int VOTE_LOOKS_MIN = 2;
  private static final int VOTE_LOOKS_MAX = 4;

  // One thread: of two, one would wake just to wait in the other's place. What elections do may
  // wait for a disk, for ever if that is broken, and neither heartbeats nor the elections of other
  // members in this process may wait for that: so each timer of each member has its own.
  private final ScheduledThreadPoolExecutor pool;
  private final Scheduler scheduler;

  /** For the engine. */
  public EngineTimers() {
    pool = thread("paddock-timer-");
    scheduler = new PoolScheduler();
  }

  private static ScheduledThreadPoolExecutor thread(String name) {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(1, EngineThreads.named(name));
    made.setRemoveOnCancelPolicy(true);
    made.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    made.allowCoreThreadTimeOut(true);
    return made;
  }

  /**
   * What is due within a heartbeat's time comes at the last full 100 or 250 ms before, whichever is
   * the longest that is no longer than the delay; what is due later at the next full 50 ms; and
   * what is due very soon when it is due.
   */
  static long onGrid(long delayNanos, long nowNanos) {
    if (delayNanos + PASSED_NANOS < 2 * GRID_NANOS) {
      return delayNanos;
    }
    if (delayNanos <= FORWARD_NANOS_MAX) {
      long longest = delayNanos + PASSED_NANOS;
      long grid = longest < 5 * GRID_NANOS ? 2 * GRID_NANOS : 5 * GRID_NANOS;
      return Math.max(0, delayNanos - Math.floorMod(nowNanos + delayNanos, grid));
    }
    long beyond = Math.floorMod(nowNanos + delayNanos, GRID_NANOS);
    return beyond == 0 ? delayNanos : delayNanos + GRID_NANOS - beyond;
  }

  @Override
  public Timer getElectionTimer(boolean shared, String name) {
    return new PoolTimer(ELECTION_LOOKS_MIN, ELECTION_LOOKS_MAX);
  }

  @Override
  public Timer getVoteTimer(boolean shared, String name) {
    return new PoolTimer(VOTE_LOOKS_MIN, VOTE_LOOKS_MAX);
  }

  @Override
  public Timer getStepDownTimer(boolean shared, String name) {
    return new PoolTimer(1, 1);
  }

  @Override
  public Timer getSnapshotTimer(boolean shared, String name) {
    return new PoolTimer(1, 1);
  }

  @Override
  public Timer createTimer(String name) {
    return new PoolTimer(1, 1);
  }

  @Override
  public Scheduler getRaftScheduler(boolean shared, int workers, String name) {
    return scheduler;
  }

  @Override
  public Scheduler createScheduler(int workers, String name) {
    return scheduler;
  }

  /** Fires so many times as often as it is told, at random between the two. */
  private static final class PoolTimer implements Timer {
    private final ScheduledThreadPoolExecutor elections = thread("paddock-election-");
    private final int timesMin;
    private final int timesMax;

    PoolTimer(int timesMin, int timesMax) {
      this.timesMin = timesMin;
      this.timesMax = timesMax;
    }

    private long shortened(long delay) {
      long longest = Math.max(1, delay / timesMin);
      long shortest = Math.max(1, delay / timesMax);
      return ThreadLocalRandom.current().nextLong(shortest, longest + 1);
    }

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
      PoolTimeout timeout = new PoolTimeout(this, task);
      timeout.future = elections.schedule(timeout, shortened(delay), unit);
      return timeout;
    }

    /** The member has cancelled its timeouts, and the thread ends when it has nothing to do. */
    @Override
    public Set<Timeout> stop() {
      return Set.of();
    }
  }

  private static final class PoolTimeout implements Timeout, Callable<Boolean> {
    private final Timer timer;
    private final TimerTask task;
    private volatile boolean expired;
    private volatile ScheduledFuture<Boolean> future;

    @SuppressWarnings(
        "NullAway.Init") // set right after scheduling, before anybody else has this object
    PoolTimeout(Timer timer, TimerTask task) {
      this.timer = timer;
      this.task = task;
    }

    @Override
    public Boolean call() {
      expired = true;
      try {
        task.run(this);
      } catch (Exception e) {
        LOG.error("a timer of the engine failed", e);
      }
      return true;
    }

    @Override
    public Timer timer() {
      return timer;
    }

    @Override
    public TimerTask task() {
      return task;
    }

    @Override
    public boolean isExpired() {
      return expired;
    }

    @Override
    public boolean isCancelled() {
      return future.isCancelled();
    }

    @Override
    public boolean cancel() {
      return !expired && future.cancel(false);
    }
  }

  private final class PoolScheduler implements Scheduler {
    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      return pool.schedule(
          command, onGrid(unit.toNanos(delay), System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable command, long initialDelay, long period, TimeUnit unit) {
      return pool.scheduleAtFixedRate(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable command, long initialDelay, long delay, TimeUnit unit) {
      return pool.scheduleWithFixedDelay(command, initialDelay, delay, unit);
    }

    @Override
    public void shutdown() {}
  }
}
