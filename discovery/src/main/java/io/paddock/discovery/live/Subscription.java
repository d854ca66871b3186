package io.paddock.discovery.live;

/** A listener that was added. Thread: any. */
public interface Subscription extends AutoCloseable {
  /** The listener is not called any more; can be said from within a call of it. */
  @Override
  void close();
}
