package io.paddock.server.pipeline;

import io.paddock.replication.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The read barriers of one event loop. One is under way at most: whoever comes meanwhile shares the
 * next, so that many reads cost few barriers.
 *
 * <p>Thread: the loop's.
 */
final class ReadBarriers {
  private final Ledger ledger;
  private final Executor loop;
  private List<Runnable> waiting = new ArrayList<>();
  private boolean underWay;

  /** Barriers of {@code ledger}; {@code loop} follows the chain before it runs a task. */
  ReadBarriers(Ledger ledger, Executor loop) {
    this.ledger = ledger;
    this.loop = loop;
  }

  /**
   * Runs {@code reached} on the loop when it has passed everything that was committed anywhere
   * before this call.
   */
  void await(Runnable reached) {
    waiting.add(reached);
    if (!underWay) {
      begin();
    }
  }

  private void begin() {
    underWay = true;
    List<Runnable> these = waiting;
    waiting = new ArrayList<>();
    ledger.readBarrier(() -> loop.execute(() -> end(these)));
  }

  private void end(List<Runnable> these) {
    underWay = false;
    if (!waiting.isEmpty()) {
      begin();
    }
    these.forEach(Runnable::run);
  }
}
