package io.paddock.client.api;

/** A persistent watch that stands until it is closed, over all connections and sessions. */
public interface Watching extends AutoCloseable {
  /** Ends the watch: the listener is not called for what comes from now on. Does not wait. */
  @Override
  void close();
}
