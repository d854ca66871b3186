package io.paddock.bench.compare;

import static io.paddock.bench.compare.Goal.atLeast;
import static io.paddock.bench.compare.Goal.atMost;
import static io.paddock.bench.compare.LoadRow.CPU;
import static io.paddock.bench.compare.LoadRow.OPS;
import static io.paddock.bench.compare.LoadRow.P50;
import static io.paddock.bench.compare.LoadRow.P99;

import java.util.List;
import java.util.Map;

/** The loads with their goals. The one that leaves many znodes behind comes last. */
final class LoadRows {
  private static final int SMALL = 128;
  private static final int KIB = 1_024;

  /** For one server. */
  static final List<LoadRow> ALONE =
      List.of(
          LoadRow.of("set-1x1", "set", "1x1", SMALL, Map.of(P50, atMost(1), CPU, atMost(0.7))),
          LoadRow.of("set-8x1", "set", "8x1", SMALL, Map.of(OPS, atLeast(1.2), CPU, atMost(0.6))),
          LoadRow.of("set-32x16", "set", "32x16", SMALL, goals(1.5, 0.7, 0.5)),
          LoadRow.of("set-1k-32x16", "set", "32x16", KIB, goals(1.5, 0.5)),
          LoadRow.of("set-64x64", "set", "64x64", SMALL, goals(1.5, 0.5)),
          LoadRow.of("get-1x1", "get", "1x1", SMALL, Map.of(P50, atMost(1), CPU, atMost(0.8))),
          LoadRow.of("get-8x1", "get", "8x1", SMALL, goals(1.2, 0.7)),
          LoadRow.of("get-32x16", "get", "32x16", SMALL, goals(1.5, 0.7, 0.5)),
          LoadRow.of("get-1k-32x16", "get", "32x16", KIB, goals(1.5, 0.5)),
          LoadRow.of("mix-32x16", "set=10,get=90", "32x16", SMALL, goals(1.7, 0.7, 0.4)),
          LoadRow.of("ephemeral-32x16", "ephemeral-seq", "32x16", SMALL, goals(1.5, 0.5)),
          LoadRow.of("create-32x16", "create", "32x16", SMALL, goals(2, 0.3, 0.4)));

  /** For an ensemble, whose clients are spread over all servers. */
  static final List<LoadRow> TOGETHER =
      List.of(
          LoadRow.of(
              "set-1x1",
              "set",
              "1x1",
              SMALL,
              Map.of(P50, atMost(1), P99, atMost(0.6), CPU, atMost(0.8))),
          LoadRow.of(
              "set-8x1",
              "set",
              "8x1",
              SMALL,
              Map.of(OPS, atLeast(1.2), P50, atMost(0.9), CPU, atMost(0.7))),
          LoadRow.of("set-32x16", "set", "32x16", SMALL, goals(2, 0.5, 0.45)),
          LoadRow.of("set-1k-32x16", "set", "32x16", KIB, goals(1.7, 0.5)),
          LoadRow.of("get-32x16", "get", "32x16", SMALL, goals(1.5, 0.5)),
          LoadRow.of("mix-32x16", "set=10,get=90", "32x16", SMALL, goals(2, 0.5, 0.4)),
          LoadRow.of("ephemeral-32x16", "ephemeral-seq", "32x16", SMALL, goals(1.7, 0.5)),
          LoadRow.of("create-32x16", "create", "32x16", SMALL, goals(2, 0.3, 0.4)));

  private LoadRows() {}

  private static Map<String, Goal> goals(double operations, double cpu) {
    return Map.of(OPS, atLeast(operations), CPU, atMost(cpu));
  }

  private static Map<String, Goal> goals(double operations, double p99, double cpu) {
    return Map.of(OPS, atLeast(operations), P99, atMost(p99), CPU, atMost(cpu));
  }
}
