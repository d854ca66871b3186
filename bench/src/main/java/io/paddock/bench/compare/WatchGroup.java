package io.paddock.bench.compare;

import static io.paddock.bench.compare.Goal.atLeast;
import static io.paddock.bench.compare.Goal.atMost;

import io.paddock.bench.load.WatchPlan;
import io.paddock.bench.load.WatchRun;
import io.paddock.bench.report.WatchReport;
import java.util.List;
import java.util.Set;

/** The rows about watches that fire: the same znodes watched by all, and each session's own. */
final class WatchGroup implements RowGroup {
  private static final int SESSIONS = 1_000;
  private static final int ZNODES_EACH = 10;
  private static final int ROUNDS_PER_SECOND = 4;
  private static final Row SHARED =
      new Row(
          "watch",
          "1,000 sessions × 10 watched znodes, the same for all",
          List.of(
              new Metric("throughput", "events/s", atLeast(1.5)),
              new Metric("server CPU", "ms/1000", atMost(0.5))));
  private static final Row OWN =
      new Row(
          "watch-own",
          "1,000 sessions × 10 watched znodes of their own",
          List.of(
              new Metric("throughput", "events/s", null),
              new Metric("server CPU", "ms/1000", null)));

  private final Pace pace;
  private final Progress progress;

  WatchGroup(Pace pace, Progress progress) {
    this.pace = pace;
    this.progress = progress;
  }

  @Override
  public List<Row> rows() {
    return List.of(SHARED, OWN);
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws InterruptedException {
    if (chosen.contains(SHARED.id())) {
      measure(servers, SHARED, true, samples);
    }
    if (chosen.contains(OWN.id())) {
      measure(servers, OWN, false, samples);
    }
  }

  private void measure(ServerSet servers, Row row, boolean shared, Samples samples)
      throws InterruptedException {
    int rounds = ROUNDS_PER_SECOND * Math.toIntExact(pace.duration().toSeconds());
    WatchPlan plan = new WatchPlan(SESSIONS, ZNODES_EACH, shared, rounds);
    WatchReport report = new WatchRun(servers.target(), plan, "/bench/" + row.id()).run();
    progress.say("  " + servers.name() + ": " + report.toText().strip());
    samples.add(row, List.of(report.perSecond(), report.serverCpuMsPerThousand()));
  }
}
