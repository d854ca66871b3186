package io.paddock.bench.compare;

import static io.paddock.bench.compare.Goal.atLeast;
import static io.paddock.bench.compare.Goal.atMost;
import static io.paddock.bench.compare.LoadRow.CPU;
import static io.paddock.bench.compare.LoadRow.OPS;
import static io.paddock.bench.compare.LoadRow.P50;
import static io.paddock.bench.compare.LoadRow.P99;

import io.paddock.bench.load.LoadRun;
import io.paddock.bench.report.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that are loads. The one that leaves many znodes behind comes last. */
final class LoadGroup implements RowGroup {
  private static final int SMALL = 128;
  private static final int KIB = 1_024;
  private static final String WARMUP_MIX = "set=30,get=60,exists=5,getChildren=5";

  // Batches and single requests take different paths through a server, and it compiles both.
  private static final List<LoadRow> WARMUP =
      List.of(
          LoadRow.of("warmup-many", WARMUP_MIX, "32x16", SMALL, Map.of()),
          LoadRow.of("warmup-few", WARMUP_MIX, "4x1", SMALL, Map.of()));
  private static final List<LoadRow> ROWS =
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

  private final Pace pace;
  private final Progress progress;

  LoadGroup(Pace pace, Progress progress) {
    this.pace = pace;
    this.progress = progress;
  }

  private static Map<String, Goal> goals(double operations, double cpu) {
    return Map.of(OPS, atLeast(operations), CPU, atMost(cpu));
  }

  private static Map<String, Goal> goals(double operations, double p99, double cpu) {
    return Map.of(OPS, atLeast(operations), P99, atMost(p99), CPU, atMost(cpu));
  }

  @Override
  public List<Row> rows() {
    return ROWS.stream().map(LoadRow::row).toList();
  }

  @Override
  public void measure(ServerProcess server, Set<String> chosen, Samples samples)
      throws InterruptedException {
    Duration each = pace.serverWarmup().dividedBy(WARMUP.size());
    if (each.toSeconds() > 0) {
      for (LoadRow row : WARMUP) {
        Pace warm = new Pace(1, each, Duration.ZERO, Duration.ZERO, 1);
        new LoadRun(server.target(), row.plan(warm)).run();
      }
    }
    measureRows(server, chosen, samples);
  }

  private void measureRows(ServerProcess server, Set<String> chosen, Samples samples)
      throws InterruptedException {
    for (LoadRow each : ROWS) {
      if (chosen.contains(each.row().id())) {
        LoadReport report = new LoadRun(server.target(), each.plan(pace)).run();
        samples.add(each.row(), LoadRow.figures(report));
        progress.report(server.name(), report);
      }
    }
  }
}
