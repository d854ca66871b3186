package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;

/**
 * A batch on its way through the engine of the server that leads. It goes with the entry as the
 * engine's closure, so that applying it here needs no decoding.
 */
final class Proposal implements Closure {
  private final Batch batch;
  private final long term;
  private final LeaderDesk desk;

  Proposal(Batch batch, long term, LeaderDesk desk) {
    this.batch = batch;
    this.term = term;
    this.desk = desk;
  }

  Batch batch() {
    return batch;
  }

  long term() {
    return term;
  }

  /** The engine runs a closure by itself only to say that it did not take the entry. */
  @Override
  public void run(Status status) {
    if (!status.isOk()) {
      desk.refused(this, status);
    }
  }
}
