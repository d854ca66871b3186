package io.paddock.bench.load;

import io.paddock.bench.process.JavaHeap;
import io.paddock.bench.process.ProcessFigures;
import io.paddock.bench.report.SessionsReport;
import java.io.IOException;
import java.time.Duration;

/** Opens sessions, holds them idle with nothing but their pings, and measures what they weigh. */
public final class SessionsRun {
  private final Target target;
  private final FleetShape shape;
  private final Duration hold;
  private final boolean heap;

  /**
   * Nothing is opened yet.
   *
   * @param hold how long the sessions are held before they are weighed
   * @param heap whether to measure the live heap, which stops the servers for full collections
   */
  public SessionsRun(Target target, FleetShape shape, Duration hold, boolean heap) {
    this.target = target;
    this.shape = shape;
    this.hold = hold;
    this.heap = heap;
  }

  /**
   * Runs it.
   *
   * @throws BenchException when a server cannot be reached or refuses
   * @throws IOException when the heap cannot be measured
   */
  public SessionsReport run() throws IOException, InterruptedException {
    boolean measured = !target.serverPids().isEmpty();
    ProcessFigures before = ProcessFigures.of(target.serverPids());
    long heapBefore = liveHeap();
    long began = System.nanoTime();
    try (Fleet fleet = Fleet.connect(target.endpoints(), shape)) {
      double openSeconds = (System.nanoTime() - began) / 1e9;
      // An order without requests: it only notes lost sessions.
      Order idle = fleet.start(connection -> null, false, Order.UNTIL_DRAINED);
      ProcessFigures held = ProcessFigures.of(target.serverPids());
      idle.await(hold.toNanos());
      ProcessFigures idled = ProcessFigures.of(target.serverPids());
      long heapAfter = liveHeap();
      double cpuPerSecond = (idled.cpuMillis() - held.cpuMillis()) / (hold.toMillis() / 1e3);
      fleet.enter(idle, Order.Phase.DRAIN);
      fleet.finish(idle);
      return new SessionsReport(
          shape.connections(),
          idle.lost(),
          openSeconds,
          heap && measured ? heapAfter - heapBefore : Double.NaN,
          measured ? idled.residentBytes() - before.residentBytes() : Double.NaN,
          measured ? cpuPerSecond : Double.NaN);
    }
  }

  private long liveHeap() throws IOException, InterruptedException {
    return heap ? JavaHeap.liveBytes(target.serverPids()) : 0;
  }
}
