package io.paddock.client.transport;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for what may block. There are few as long as tasks end soon; whenever tasks wait and none
 * could begin for a while, all threads are taken to be blocked and there is one more. So a task
 * that waits for another one never waits for ever, and a thousand events do not make a thousand
 * threads. Idle threads end.
 *
 * <p>Thread: any.
 */
final class CallbackPool implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackPool.class);
  private static final int THREADS_USUAL = 2;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String name;
  private final IoLoop loop;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private int size;
  private int idle;
  private int started;
  private long begun;
  private boolean watched;
  private boolean closed;

  /**
   * @param name how the names of the threads begin
   * @param loop looks from time to time whether tasks wait in vain
   */
  CallbackPool(String name, IoLoop loop) {
    this.name = name;
    this.loop = loop;
  }

  @Override
  public synchronized void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("the client's threads have ended");
    }
    tasks.add(task);
    if (tasks.size() <= idle) {
      notify();
    } else if (size < THREADS_USUAL) {
      startThread();
    } else {
      lookLater();
    }
  }

  /** Takes no more tasks; what waits still runs, and then the threads end. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void startThread() {
    size++;
    Thread thread = new Thread(this::work, name + "-" + ++started);
    thread.setDaemon(true);
    thread.start();
  }

  private void lookLater() {
    if (!watched) {
      watched = true;
      long before = begun;
      loop.execute(() -> loop.after(PATIENCE_NANOS, () -> look(before)));
    }
  }

  private synchronized void look(long before) {
    watched = false;
    if (tasks.isEmpty()) {
      return;
    }
    if (begun == before) {
      startThread();
    }
    lookLater();
  }

  private void work() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a callback failed", e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    long end = System.nanoTime() + IDLE_NANOS;
    idle++;
    while (tasks.isEmpty() && !closed && end - System.nanoTime() > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      } catch (InterruptedException e) {
        LOG.debug("a callback has left its thread interrupted", e);
      }
    }
    idle--;
    Runnable task = tasks.poll();
    if (task == null) {
      size--;
    } else {
      begun++;
    }
    return task;
  }
}
