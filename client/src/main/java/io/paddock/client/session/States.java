package io.paddock.client.session;

import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.StateListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The state of a client, and who hears of it.
 *
 * <p>Thread: any. Listeners are called on their executor.
 */
public final class States {
  private final Executor executor;
  private final List<StateListener> listeners = new ArrayList<>();
  private ConnectionState state = ConnectionState.LOST;

  States(Executor executor) {
    this.executor = executor;
  }

  /** The state as of now. */
  public synchronized ConnectionState now() {
    return state;
  }

  /** Tells a listener the state as of now and each change from then on. */
  public synchronized void add(StateListener listener) {
    listeners.add(listener);
    tell(listener, state);
  }

  /** Forgets a listener; it may hear of what has happened before. */
  public synchronized void remove(StateListener listener) {
    listeners.remove(listener);
  }

  /** Waits for a connection; false if there is none in time, or never will be. */
  public synchronized boolean awaitConnected(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (state != ConnectionState.CONNECTED && state != ConnectionState.CLOSED) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return state == ConnectionState.CONNECTED;
  }

  synchronized void become(ConnectionState next) {
    if (state == next || state == ConnectionState.CLOSED) {
      return;
    }
    state = next;
    notifyAll();
    listeners.forEach(listener -> tell(listener, next));
  }

  private void tell(StateListener listener, ConnectionState what) {
    executor.execute(() -> listener.changed(what));
  }
}
