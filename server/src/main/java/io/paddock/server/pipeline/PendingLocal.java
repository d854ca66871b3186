package io.paddock.server.pipeline;

import io.paddock.protocol.message.Request;

/**
 * A request that the loop answers by itself, once those before it have been answered. Thread: the
 * loop's.
 */
final class PendingLocal extends Pending {
  private final Request request;

  PendingLocal(int xid, long readNanos, Request request) {
    super(xid, readNanos);
    this.request = request;
  }

  @Override
  void answer(RequestPipeline pipeline) {
    pipeline.answerLocal(xid, readNanos, request);
  }
}
