package io.paddock.discovery.live;

/**
 * Hears what something is like when it is added, and each time that it is different. Changes that
 * follow each other quickly may be told as one.
 *
 * <p>Thread: first that which adds it, then one of the client's, one call at a time. May block.
 *
 * @param <L> what is listened to
 */
@FunctionalInterface
public interface LiveListener<L> {
  /**
   * It is like this now.
   *
   * @param subscription ends the calls
   */
  void changed(L live, Subscription subscription);
}
