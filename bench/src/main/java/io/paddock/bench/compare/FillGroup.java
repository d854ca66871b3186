package io.paddock.bench.compare;

import static io.paddock.bench.compare.Goal.atLeast;
import static io.paddock.bench.compare.Goal.atMost;

import io.paddock.bench.load.FillRun;
import io.paddock.bench.load.FleetShape;
import io.paddock.bench.process.JavaHeap;
import io.paddock.bench.process.ProcessFigures;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.KeySpace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rows about a large tree: making it, what it weighs, starting with it. */
final class FillGroup implements RowGroup {
  private static final int PARENTS = 1_000;
  private static final int VALUE_BYTES = 100;
  private static final FleetShape SHAPE = new FleetShape(32, 16, 1, 30_000);
  private static final double MILLIS = 1e3;

  private final Pace pace;
  private final Progress progress;
  private final Row fill;
  private final Row weight;
  private final Row restart;
  private final boolean alone;

  /**
   * The rows.
   *
   * @param alone for one server; an ensemble's servers are not weighed, as each holds the same
   */
  FillGroup(Pace pace, Progress progress, boolean alone) {
    this.alone = alone;
    this.pace = pace;
    this.progress = progress;
    String tree = String.format(Locale.ROOT, "%,d znodes of 100 B", pace.fillZnodes());
    this.fill =
        new Row(
            "fill",
            "fill with " + tree,
            List.of(
                new Metric("throughput", "ops/s", atLeast(2)),
                new Metric("server CPU", "ms/1000", atMost(0.4))));
    this.weight =
        new Row(
            "fill-weight",
            tree + " held",
            List.of(
                new Metric("heap", "B/znode", atMost(0.45)),
                new Metric("resident", "B/znode", atMost(0.4)),
                new Metric("disk", "MiB", atMost(0.6))));
    this.restart =
        new Row(
            "restart",
            "restart with " + tree,
            List.of(new Metric(alone ? "until it serves" : "until all serve", "s", atMost(0.3))));
  }

  @Override
  public List<Row> rows() {
    return alone ? List.of(fill, weight, restart) : List.of(fill, restart);
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws IOException, InterruptedException {
    KeySpace keys = new KeySpace("/fill", PARENTS, pace.fillZnodes(), VALUE_BYTES);
    boolean weigh = alone && chosen.contains(weight.id());
    double residentBefore = resident(servers);
    double heapBefore = weigh ? heap(servers) : 0;
    LoadReport report = new FillRun(servers.target(), keys, SHAPE).run();
    progress.report(servers.name(), report);
    if (chosen.contains(fill.id())) {
      samples.add(fill, List.of(report.perSecond(), report.serverCpuMsPerThousand()));
    }
    if (weigh) {
      // Before the heap: a collection on demand gives memory back that no server gives back by
      // itself.
      double resident = (resident(servers) - residentBefore) / pace.fillZnodes();
      double heap = (heap(servers) - heapBefore) / pace.fillZnodes();
      samples.add(weight, List.of(heap, resident, servers.diskBytes() / (double) (1 << 20)));
      progress.say(
          String.format(
              Locale.ROOT, "  %s: %.0f B heap, %.0f B resident", servers.name(), heap, resident));
    }
    if (chosen.contains(restart.id())) {
      servers.stop();
      double seconds = servers.start().toMillis() / MILLIS;
      samples.add(restart, List.of(seconds));
      progress.say(String.format(Locale.ROOT, "  %s: restart %.2f s", servers.name(), seconds));
    }
  }

  private static double heap(ServerSet servers) throws IOException, InterruptedException {
    return JavaHeap.liveBytes(servers.target().serverPids());
  }

  private static double resident(ServerSet servers) {
    return ProcessFigures.of(servers.target().serverPids()).residentBytes();
  }
}
