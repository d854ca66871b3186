package io.paddock.client.transport;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that one or many clients run on: one for all sockets, and a pool for listeners and
 * the look-up of names, which grows with the number of listeners that block and is empty when there
 * is nothing to do. All are daemons.
 *
 * <p>Thread: any.
 */
public final class ClientThreads implements AutoCloseable {
  private static final long IDLE_SECONDS = 5;

  private final IoLoop loop;
  private final ExecutorService callbacks;

  private ClientThreads(String name) {
    AtomicInteger count = new AtomicInteger();
    this.loop = new IoLoop(name + "-io");
    this.callbacks =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts threads whose names begin with {@code name}. */
  public static ClientThreads start(String name) {
    return new ClientThreads(name);
  }

  /** The thread of the sockets. */
  public IoLoop loop() {
    return loop;
  }

  /** The pool for what may block. */
  public ExecutorService callbacks() {
    return callbacks;
  }

  /** Ends all threads; close the clients first. Callbacks that wait still run. */
  @Override
  public void close() {
    loop.close();
    callbacks.shutdown();
  }
}
