package io.paddock.client.watch;

import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.WatchEvent;
import java.util.concurrent.Executor;

/**
 * A listener that is called in another order than the session's. Equal to another one of the same
 * order and listener, so that it is found again when it is to be forgotten.
 *
 * @param order runs one call after the other
 */
public record AsideListener(Executor order, WatchListener listener) implements WatchListener {
  @Override
  public void happened(WatchEvent event) {
    listener.happened(event);
  }

  /** Where a listener is to be called. */
  public static Executor orderOf(WatchListener listener, Executor usual) {
    return listener instanceof AsideListener aside ? aside.order() : usual;
  }
}
