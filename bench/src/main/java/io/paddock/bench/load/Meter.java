package io.paddock.bench.load;

import io.paddock.bench.process.ProcessFigures;
import io.paddock.bench.report.Cost;
import java.util.List;

/**
 * Adds up time and CPU of the pieces of a run that are measured. Thread: confined to its caller.
 */
final class Meter {
  private final List<Long> serverPids;
  private ProcessFigures server = new ProcessFigures(0, 0);
  private ProcessFigures own = new ProcessFigures(0, 0);
  private long beganNanos;
  private long serverCpuMs;
  private long ownCpuMs;
  private long nanos;

  Meter(List<Long> serverPids) {
    this.serverPids = List.copyOf(serverPids);
  }

  /** A measured piece begins. */
  void begin() {
    server = ProcessFigures.of(serverPids);
    own = ProcessFigures.ofSelf();
    beganNanos = System.nanoTime();
  }

  /** The piece ended now. */
  void end() {
    end(System.nanoTime());
  }

  /** The piece ended at an earlier moment on the clock of {@link System#nanoTime}. */
  void end(long endedNanos) {
    nanos += endedNanos - beganNanos;
    ProcessFigures before = server;
    server = ProcessFigures.of(serverPids);
    serverCpuMs += server.cpuMillis() - before.cpuMillis();
    ownCpuMs += ProcessFigures.ofSelf().cpuMillis() - own.cpuMillis();
  }

  /** Length of all pieces. */
  double seconds() {
    return nanos / 1e9;
  }

  /** CPU of all pieces, and the resident size at the end of the last. */
  Cost cost() {
    return new Cost(!serverPids.isEmpty(), serverCpuMs, server.residentBytes(), ownCpuMs);
  }
}
