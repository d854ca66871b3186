package io.paddock.server.pipeline;

/**
 * One event loop's way along the commit chain, as those see it who drive the loop.
 *
 * <p>Thread: the loop's.
 */
public interface CommitPath {
  /**
   * Begins at the newest commit; called before the loop gets its first connection.
   *
   * @param wake called by the applier when there is more to follow; any thread, quick
   */
  void begin(Runnable wake);

  /** Goes to the commit that is the newest now, dealing with each on the way. */
  void follow();

  /** Whether there is more to follow. */
  boolean isBehind();

  /** Leaves the chain: the loop has no connection any more. */
  void end();
}
