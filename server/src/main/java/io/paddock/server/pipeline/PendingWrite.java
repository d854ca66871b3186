package io.paddock.server.pipeline;

import io.paddock.protocol.message.Request;
import io.paddock.replication.commit.Commit;
import io.paddock.state.command.Command;
import io.paddock.state.command.Outcome;
import org.jspecify.annotations.Nullable;

/** A request that has become a command: answered when its commit is passed. Thread: the loop's. */
final class PendingWrite extends Pending implements LoopTicket {
  private final RequestPipeline pipeline;
  private final Request request;
  private final Command command;
  private final int bytes;
  private @Nullable Outcome outcome;

  PendingWrite(RequestPipeline pipeline, int xid, Request request, Command command, int bytes) {
    super(xid, pipeline.scope().nowNanos());
    this.pipeline = pipeline;
    this.request = request;
    this.command = command;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Whether it counts among large requests if it is one; the end of a session does not. */
  boolean isLimited() {
    return request instanceof Request.Write;
  }

  @Override
  void release(RequestPipeline itsOwn) {
    scope().countSubmitted(bytes);
    scope().ledger().submit(command, this);
  }

  @Override
  public LoopScope scope() {
    return pipeline.scope();
  }

  @Override
  public void committed(Commit commit) {
    scope().countCommitted(bytes);
    outcome = commit.outcome();
    pipeline.drain();
  }

  @Override
  boolean waitsForReads() {
    return true;
  }

  @Override
  boolean isReady() {
    return outcome != null;
  }

  @Override
  void answer(RequestPipeline itsOwn) {
    Outcome heard = outcome;
    if (heard == null) {
      throw new IllegalStateException("answered before its commit: " + command);
    }
    pipeline.answerWrite(this, request, heard);
  }
}
