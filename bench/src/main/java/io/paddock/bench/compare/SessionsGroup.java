package io.paddock.bench.compare;

import static io.paddock.bench.compare.Goal.atMost;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.FleetShape;
import io.paddock.bench.load.SessionsRun;
import io.paddock.bench.report.SessionsReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The row about sessions that only send pings. */
final class SessionsGroup implements RowGroup {
  private static final FleetShape SHAPE = new FleetShape(10_000, 1, 1, 30_000);
  private static final Row ROW =
      new Row(
          "sessions",
          "10,000 idle sessions",
          List.of(
              new Metric("heap", "B/session", atMost(0.5)),
              new Metric("resident", "B/session", atMost(0.4)),
              new Metric("CPU while idle", "ms/s", null)));

  // Longer than it takes until every session has sent a ping.
  private static final Duration HOLD = Duration.ofSeconds(15);

  private final Progress progress;

  SessionsGroup(Progress progress) {
    this.progress = progress;
  }

  @Override
  public List<Row> rows() {
    return List.of(ROW);
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws IOException, InterruptedException {
    SessionsReport report = new SessionsRun(servers.target(), SHAPE, HOLD, true).run();
    if (report.lost() > 0) {
      throw new BenchException(servers.name() + " lost " + report.lost() + " idle sessions");
    }
    progress.say("  " + servers.name() + ": " + report.toText().strip());
    samples.add(
        ROW,
        List.of(report.heapPerSession(), report.residentPerSession(), report.idleCpuMsPerSecond()));
  }
}
