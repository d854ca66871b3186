package io.paddock.server.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A request that was read and is not answered: a link of its pipeline's queue.
 *
 * <p>Thread: the loop's.
 */
abstract class Pending {
  final int xid;
  final long readNanos;
  @Nullable Pending next;

  Pending(int xid, long readNanos) {
    this.xid = xid;
    this.readNanos = readNanos;
  }

  /** Called once, in the order of the requests: hands over what somebody else must do first. */
  void release(RequestPipeline pipeline) {}

  /**
   * Whether it must not be handed over while reads before it wait for a barrier: they could see
   * what it does.
   */
  boolean waitsForReads() {
    return false;
  }

  /** Whether it can be answered as soon as it is the first. */
  boolean isReady() {
    return true;
  }

  /** Answers; it is no longer in the queue. */
  abstract void answer(RequestPipeline pipeline);
}
