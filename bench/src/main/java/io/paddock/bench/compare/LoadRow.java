package io.paddock.bench.compare;

import io.paddock.bench.load.FleetShape;
import io.paddock.bench.load.LoadPlan;
import io.paddock.bench.load.OpKind;
import io.paddock.bench.load.OpMix;
import io.paddock.bench.load.Timing;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.KeySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that is a mixed load: operations, connections × pipelining, value size, and its goals. */
final class LoadRow {
  static final String OPS = "throughput";
  static final String P50 = "p50";
  static final String P99 = "p99";
  static final String CPU = "server CPU";

  private static final int MULTI_SIZE = 5;
  private static final int ZNODES = 1_000;
  private static final int PARENTS = 10;
  private static final int SESSION_TIMEOUT_MS = 30_000;
  private static final long CREATES_PER_SECOND = 50_000;

  private final Row row;
  private final OpMix mix;
  private final FleetShape shape;
  private final int valueSize;

  private LoadRow(Row row, OpMix mix, FleetShape shape, int valueSize) {
    this.row = row;
    this.mix = mix;
    this.shape = shape;
    this.valueSize = valueSize;
  }

  /**
   * A row of this mix.
   *
   * @param shape such as {@code 32x16}
   * @param goals by name of the metric
   */
  static LoadRow of(String id, String mix, String shape, int valueSize, Map<String, Goal> goals) {
    int x = shape.indexOf('x');
    int connections = Integer.parseInt(shape.substring(0, x));
    int pipeline = Integer.parseInt(shape.substring(x + 1));
    String title = mix + " " + connections + "×" + pipeline + ", " + valueSize + " B";
    List<Metric> metrics = new ArrayList<>();
    metrics.add(metric(OPS, "ops/s", goals));
    metrics.add(metric(P50, "ms", goals));
    metrics.add(metric(P99, "ms", goals));
    metrics.add(metric(CPU, "ms/1000", goals));
    return new LoadRow(
        new Row(id, title, metrics),
        OpMix.parse(mix),
        new FleetShape(connections, pipeline, 1, SESSION_TIMEOUT_MS),
        valueSize);
  }

  private static Metric metric(String name, String unit, Map<String, Goal> goals) {
    @Nullable Goal goal = goals.get(name);
    return new Metric(name, unit, goal);
  }

  Row row() {
    return row;
  }

  /** The load, with znodes of its own so that no other row's values are met. */
  LoadPlan plan(Pace pace) {
    KeySpace keys = new KeySpace("/bench/" + row.id(), PARENTS, ZNODES, valueSize);
    // As many creates on both sides: the quicker one must not be punished with a larger tree.
    boolean creates = mix.kinds().contains(OpKind.CREATE);
    long operationsMax = creates ? CREATES_PER_SECOND * pace.duration().toSeconds() : 0;
    Timing timing = new Timing(pace.warmup(), pace.duration(), operationsMax);
    return new LoadPlan(mix, keys, shape, timing, MULTI_SIZE);
  }

  /** The figures of a report in the order of the metrics. */
  static List<Double> figures(LoadReport report) {
    return List.of(
        report.perSecond(),
        report.latency().p50Ms(),
        report.latency().p99Ms(),
        report.serverCpuMsPerThousand());
  }
}
