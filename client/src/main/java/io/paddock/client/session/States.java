package io.paddock.client.session;

import io.paddock.client.api.ClientMetrics;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.StateListener;
import io.paddock.client.transport.KeyedLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The state of a client, and who hears of it.
 *
 * <p>Thread: any. Each listener is called in an order of its own.
 */
public final class States {
  private final KeyedLanes lanes;
  private final Optional<ClientMetrics> metrics;
  private final List<Registered> listeners = new ArrayList<>();
  private ConnectionState state = ConnectionState.LOST;

  private record Registered(StateListener listener, Executor order) {}

  States(KeyedLanes lanes, Optional<ClientMetrics> metrics) {
    this.lanes = lanes;
    this.metrics = metrics;
  }

  /** The state as of now. */
  public synchronized ConnectionState now() {
    return state;
  }

  /** Tells a listener the state as of now and each change from then on. */
  public void add(StateListener listener) {
    add(listener, task -> lanes.execute(listener, task));
  }

  /** The same for a listener that is called in an order of its own. */
  public synchronized void add(StateListener listener, Executor order) {
    Registered registered = new Registered(listener, order);
    listeners.add(registered);
    tell(registered, state);
  }

  /** Forgets a listener; it may hear of what has happened before. */
  public synchronized void remove(StateListener listener) {
    for (Registered each : listeners) {
      if (each.listener().equals(listener)) {
        listeners.remove(each);
        return;
      }
    }
  }

  /** Waits for a connection; false if there is none in time, or never will be. */
  public synchronized boolean awaitConnected(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (!state.isConnected() && state != ConnectionState.CLOSED) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return state.isConnected();
  }

  synchronized void become(ConnectionState next) {
    if (state == next || state == ConnectionState.CLOSED) {
      return;
    }
    state = next;
    notifyAll();
    metrics.ifPresent(each -> each.changed(next));
    listeners.forEach(each -> tell(each, next));
  }

  private static void tell(Registered each, ConnectionState what) {
    each.order().execute(() -> each.listener().changed(what));
  }
}
