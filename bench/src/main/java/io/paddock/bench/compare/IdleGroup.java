package io.paddock.bench.compare;

import io.paddock.bench.outage.Waiting;
import io.paddock.bench.process.ProcessFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The row about an ensemble that nobody uses. */
final class IdleGroup implements RowGroup {
  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Row ROW =
      new Row(
          "idle",
          "nobody connected",
          List.of(
              new Metric("CPU of a server", "ms/s", null),
              new Metric("resident", "MiB/server", null)));

  private final Progress progress;

  IdleGroup(Progress progress) {
    this.progress = progress;
  }

  @Override
  public List<Row> rows() {
    return List.of(ROW);
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws IOException, InterruptedException {
    List<Long> pids = servers.target().serverPids();
    Waiting.pass(SETTLING);
    ProcessFigures before = ProcessFigures.of(pids);
    Waiting.pass(MEASURED);
    ProcessFigures after = ProcessFigures.of(pids);
    double cpu = (after.cpuMillis() - before.cpuMillis()) / (double) MEASURED.toSeconds();
    double each = cpu / pids.size();
    double resident = after.residentBytes() / (double) (1 << 20) / pids.size();
    progress.say(
        String.format(
            Locale.ROOT,
            "  %s: %.2f ms of CPU a second and %.0f MiB each",
            servers.name(),
            each,
            resident));
    samples.add(ROW, List.of(each, resident));
  }
}
