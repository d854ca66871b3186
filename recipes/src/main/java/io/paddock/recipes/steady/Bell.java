package io.paddock.recipes.steady;

import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.client.api.StateListener;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.WatchEvent;

/**
 * Rings when what somebody waits for may have come: at a watch event, and when the connection is
 * back or the session is lost.
 *
 * <p>Thread: any.
 */
public final class Bell implements WatchListener, StateListener {
  private long rings;

  @Override
  public void happened(WatchEvent event) {
    ring();
  }

  @Override
  public void changed(ConnectionState state) {
    if (state != ConnectionState.SUSPENDED) {
      ring();
    }
  }

  /** Wakes who waits. */
  public synchronized void ring() {
    rings++;
    notifyAll();
  }

  /** How often it has rung. */
  public synchronized long rings() {
    return rings;
  }

  /**
   * Waits until it has rung more often than this; false if the deadline comes first.
   *
   * @param what who waits, for the message of an {@link InterruptedOperationException}
   * @param path where
   */
  public synchronized boolean awaitMore(long than, Deadline deadline, String what, String path) {
    return Waiting.until(this, () -> rings != than, deadline, what, path);
  }
}
