package io.paddock.server.pipeline;

import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;

/**
 * A sync. Until it is answered nothing behind it is handed to the ledger, so that a read behind it
 * cannot see a write that came after the read.
 *
 * <p>Thread: the loop's.
 */
final class PendingSync extends Pending {
  private final Request.Sync request;
  private boolean reached;

  PendingSync(int xid, long readNanos, Request.Sync request) {
    super(xid, readNanos);
    this.request = request;
  }

  @Override
  void release(RequestPipeline pipeline) {
    pipeline.closeGate();
    LoopScope scope = pipeline.scope();
    scope.countSubmitted(0);
    scope.barrier(() -> reached(pipeline));
  }

  /** The loop has been woken by this, and follows the chain before it runs anything. */
  private void reached(RequestPipeline pipeline) {
    pipeline.scope().countCommitted(0);
    reached = true;
    pipeline.drain();
  }

  @Override
  boolean waitsForReads() {
    return true;
  }

  @Override
  boolean isReady() {
    return reached;
  }

  @Override
  void answer(RequestPipeline pipeline) {
    pipeline.reply(xid, new Reply.Path(request.path()));
    pipeline.scope().traffic().otherTook(pipeline.scope().nowNanos() - readNanos);
    pipeline.openGate();
  }
}
