package io.paddock.server.pipeline;

import io.paddock.protocol.message.Request;

/**
 * A read that must see whatever was committed anywhere before it came: it waits for a read barrier.
 * Reads behind it may wait for the same one; a write behind it waits for the read, which must not
 * see it.
 *
 * <p>Thread: the loop's.
 */
final class PendingFreshRead extends Pending {
  private final Request.Read request;
  private boolean reached;

  PendingFreshRead(int xid, long readNanos, Request.Read request) {
    super(xid, readNanos);
    this.request = request;
  }

  @Override
  void release(RequestPipeline pipeline) {
    pipeline.awaitFreshRead();
    pipeline.scope().countSubmitted(0);
    pipeline.scope().barrier(() -> reached(pipeline));
  }

  private void reached(RequestPipeline pipeline) {
    pipeline.scope().countCommitted(0);
    reached = true;
    pipeline.drain();
  }

  @Override
  boolean isReady() {
    return reached;
  }

  @Override
  void answer(RequestPipeline pipeline) {
    pipeline.answerLocal(xid, readNanos, request);
    pipeline.freshReadAnswered();
  }
}
