package io.paddock.client.api;

import io.paddock.protocol.message.ErrorCode;

/** A transaction was refused; none of its steps was done. The path is that of the failed step. */
public final class TransactionException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final int step;
  private final ErrorCode error;

  /** For the step with this index, counted from 0. */
  public TransactionException(String path, int step, ErrorCode error) {
    super("transaction", path, Happened.NO, "step " + step + " failed with " + error);
    this.step = step;
    this.error = error;
  }

  /** The index of the step that failed, counted from 0. */
  public int step() {
    return step;
  }

  /** Why it failed. */
  public ErrorCode error() {
    return error;
  }
}
