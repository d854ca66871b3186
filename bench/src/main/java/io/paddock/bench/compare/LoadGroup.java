package io.paddock.bench.compare;

import io.paddock.bench.load.LoadRun;
import io.paddock.bench.report.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows that are loads. The one that leaves many znodes behind comes last. */
final class LoadGroup implements RowGroup {
  private static final int SMALL = 128;
  private static final String WARMUP_MIX = "set=30,get=60,exists=5,getChildren=5";

  // Batches and single requests take different paths through a server, and it compiles both.
  private static final List<LoadRow> WARMUP =
      List.of(
          LoadRow.of("warmup-many", WARMUP_MIX, "32x16", SMALL, Map.of()),
          LoadRow.of("warmup-few", WARMUP_MIX, "4x1", SMALL, Map.of()));
  private final List<LoadRow> rows;
  private final Pace pace;
  private final Progress progress;

  LoadGroup(List<LoadRow> rows, Pace pace, Progress progress) {
    this.rows = List.copyOf(rows);
    this.pace = pace;
    this.progress = progress;
  }

  @Override
  public List<Row> rows() {
    return rows.stream().map(LoadRow::row).toList();
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws InterruptedException {
    Duration each = pace.serverWarmup().dividedBy(WARMUP.size());
    if (each.toSeconds() > 0) {
      for (LoadRow row : WARMUP) {
        Pace warm = new Pace(1, each, Duration.ZERO, Duration.ZERO, 1, 1);
        new LoadRun(servers.target(), row.plan(warm)).run();
      }
    }
    measureRows(servers, chosen, samples);
  }

  private void measureRows(ServerSet servers, Set<String> chosen, Samples samples)
      throws InterruptedException {
    for (LoadRow each : rows) {
      if (chosen.contains(each.row().id())) {
        LoadReport report = new LoadRun(servers.target(), each.plan(pace)).run();
        samples.add(each.row(), LoadRow.figures(report));
        progress.report(servers.name(), report);
      }
    }
  }
}
