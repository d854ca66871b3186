package io.paddock.client.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with a selector, tasks and timers. In each turn it reads what has come, then runs
 * timers and tasks, then flushes; so a timer never judges a silence that is already over, and what
 * one turn writes leaves in one piece.
 *
 * <p>Thread: {@link #execute} and {@link #close} any; all else its own.
 */
public final class IoLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ArrayDeque<Runnable> atEnd = new ArrayDeque<>();
  private final BounceBuffer bounce = new BounceBuffer();
  private final Thread thread;
  private volatile boolean ending;

  IoLoop(String name) {
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector", e);
    }
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What can be read and written on a channel. */
  interface Ready {
    /** Something of the key's interest is possible. */
    void ready(SelectionKey key);

    /** The loop ends; the channel is to be closed. */
    void ended();
  }

  /** Something to be done at a time, unless it is cancelled before. Thread: the loop's. */
  public static final class Timer implements Comparable<Timer> {
    private final long atNanos;
    private final Runnable task;
    private boolean cancelled;

    private Timer(long atNanos, Runnable task) {
      this.atNanos = atNanos;
      this.task = task;
    }

    /** Sees to it that the task does not run if it has not yet. */
    public void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Timer other) {
      return Long.compare(atNanos - other.atNanos, 0);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /**
   * Runs a task on this thread soon, after all that were handed over before.
   *
   * @return false if the loop has ended and the task will not run
   */
  public boolean execute(Runnable task) {
    tasks.add(task);
    if (woken.compareAndSet(false, true)) {
      selector.wakeup();
    }
    // Looked at after the task is there: a loop that ends later runs it on its way out.
    return !ending || !tasks.remove(task);
  }

  /** Runs a task after a time. */
  public Timer after(long delayNanos, Runnable task) {
    Timer timer = new Timer(System.nanoTime() + Math.max(0, delayNanos), task);
    timers.add(timer);
    return timer;
  }

  /** Whether the caller is on this loop's thread. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Runs a task at the end of this turn. */
  void atEndOfTurn(Runnable task) {
    atEnd.add(task);
  }

  /** What its sockets read and write through. */
  BounceBuffer bounce() {
    return bounce;
  }

  SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
    return channel.register(selector, interest, ready);
  }

  /** Ends the thread and closes what is registered; waits for that unless called on the thread. */
  @Override
  public void close() {
    ending = true;
    selector.wakeup();
    if (isCurrent()) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!ending) {
        turn();
      }
    } finally {
      end();
    }
  }

  private void turn() {
    try {
      select();
    } catch (IOException e) {
      LOG.warn("select failed", e);
    }
    woken.set(false);
    Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      SelectionKey key = keys.next();
      keys.remove();
      guarded(() -> ready(key));
    }
    runTimers();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
    for (Runnable task = atEnd.poll(); task != null; task = atEnd.poll()) {
      guarded(task);
    }
  }

  private void select() throws IOException {
    while (!timers.isEmpty() && timers.peek().cancelled) {
      timers.poll();
    }
    if (!tasks.isEmpty()) {
      selector.selectNow();
      return;
    }
    Timer next = timers.peek();
    if (next == null) {
      selector.select();
      return;
    }
    long nanos = next.atNanos - System.nanoTime();
    if (nanos <= 0) {
      selector.selectNow();
    } else {
      // Rounded up: a select that ends a little early would spin.
      selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
  }

  private static void ready(SelectionKey key) {
    try {
      if (key.isValid()) {
        ((Ready) key.attachment()).ready(key);
      }
    } catch (CancelledKeyException e) {
      LOG.debug("closed in the same turn", e);
    }
  }

  private void runTimers() {
    long now = System.nanoTime();
    while (!timers.isEmpty() && timers.peek().atNanos - now <= 0) {
      Timer timer = timers.remove();
      if (!timer.cancelled) {
        guarded(timer.task);
      }
    }
  }

  // One client's fault must not end the thread of all the others.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task of the client's thread failed", e);
    }
  }

  private void end() {
    List<SelectionKey> keys = new ArrayList<>(selector.keys());
    for (SelectionKey key : keys) {
      guarded(() -> ((Ready) key.attachment()).ended());
    }
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
    }
    try {
      selector.close();
    } catch (IOException e) {
      LOG.debug("closing the selector", e);
    }
  }
}
