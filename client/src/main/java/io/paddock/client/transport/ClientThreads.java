package io.paddock.client.transport;

import java.util.concurrent.Executor;

/**
 * The threads that one or many clients run on: one for all sockets, and a pool for listeners and
 * the look-up of names, which grows when listeners block and is empty when there is nothing to do.
 * All are daemons.
 *
 * <p>Thread: any.
 */
public final class ClientThreads implements AutoCloseable {
  private final IoLoop loop;
  private final CallbackPool callbacks;

  private ClientThreads(String name) {
    this.loop = new IoLoop(name + "-io");
    this.callbacks = new CallbackPool(name, loop);
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
  public Executor callbacks() {
    return callbacks;
  }

  /** Ends all threads; close the clients first. Callbacks that wait still run. */
  @Override
  public void close() {
    loop.close();
    callbacks.close();
  }
}
