package io.paddock.server.pipeline;

import io.paddock.protocol.message.ErrorCode;

/** A request whose answer is an error that needs no state. Thread: the loop's. */
final class PendingRefusal extends Pending {
  private final Refusal refusal;

  PendingRefusal(int xid, long readNanos, Refusal refusal) {
    super(xid, readNanos);
    this.refusal = refusal;
  }

  @Override
  void answer(RequestPipeline pipeline) {
    pipeline.answerRefusal(xid, readNanos, refusal);
  }

  /** Which error, and whether the connection ends with it. */
  record Refusal(ErrorCode error, boolean closes, String reason) {}
}
