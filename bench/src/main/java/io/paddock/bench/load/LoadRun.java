package io.paddock.bench.load;

import io.paddock.bench.load.MixSource.Share;
import io.paddock.bench.load.Order.Phase;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.KeySpace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A mixed load from beginning to end: prepare, warm up, measure. */
public final class LoadRun {
  private final Target target;
  private final LoadPlan plan;
  private final KeySpace created;

  /** Nothing is sent yet. */
  public LoadRun(Target target, LoadPlan plan) {
    this.target = target;
    this.plan = plan;
    // A new root in every run, so that its creates meet none of an earlier run.
    String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    long pid = ProcessHandle.current().pid();
    String name = String.format(Locale.ROOT, "%s/run-%s-%d", plan.keys().root(), run, pid);
    this.created = plan.keys().under(name);
  }

  /**
   * Runs it.
   *
   * @throws BenchException when a server cannot be reached, refuses, or falls silent
   */
  public LoadReport run() throws InterruptedException {
    boolean deletesOnly =
        plan.mix().kinds().contains(OpKind.DELETE) && !plan.mix().kinds().contains(OpKind.CREATE);
    try (Preparation preparation = new Preparation(target.endpoints())) {
      preparation.parents(plan.keys());
      preparation.parents(created);
      if (plan.mix().needsKeys()) {
        preparation.znodes(plan.keys());
      }
      if (deletesOnly) {
        preparation.deletable(created);
      }
    }
    try (Fleet fleet = Fleet.connect(target.endpoints(), plan.shape())) {
      return plan.timing().operationsMax() > 0
          ? counted(fleet, sources(deletesOnly))
          : timed(fleet, sources(deletesOnly));
    }
  }

  private List<MixSource> sources(boolean deletesOnly) {
    MixFrames frames = MixFrames.of(plan.keys(), created, plan.multiSize());
    int connections = plan.shape().connections();
    int pipeline = plan.shape().pipeline();
    return IntStream.range(0, connections)
        .mapToObj(
            each -> {
              int deletable = (plan.keys().znodes() - each + connections - 1) / connections;
              Share share = new Share(each, connections);
              return new MixSource(
                  frames, plan.mix(), share, pipeline, deletesOnly ? Math.max(0, deletable) : 0);
            })
        .toList();
  }

  private LoadReport timed(Fleet fleet, List<MixSource> sources) throws InterruptedException {
    Meter meter = new Meter(target.serverPids());
    Order order = fleet.start(sources::get, true, 0);
    pass(order, plan.timing().warmup());
    meter.begin();
    fleet.enter(order, Phase.MEASURE);
    pass(order, plan.timing().duration());
    fleet.enter(order, Phase.DRAIN);
    meter.end();
    return Reports.of(plan.title(), fleet.finish(order), order, meter);
  }

  private LoadReport counted(Fleet fleet, List<MixSource> sources) throws InterruptedException {
    if (!plan.timing().warmup().isZero()) {
      Order warmup = fleet.start(sources::get, true, 0);
      pass(warmup, plan.timing().warmup());
      fleet.enter(warmup, Phase.DRAIN);
      fleet.finish(warmup);
    }
    long each = plan.timing().operationsMax() / plan.shape().connections();
    long odd = plan.timing().operationsMax() % plan.shape().connections();
    Meter meter = new Meter(target.serverPids());
    meter.begin();
    Order order =
        fleet.start(n -> new LimitedSource(sources.get(n), each + (n < odd ? 1 : 0)), false, 0);
    Tally tally = fleet.finish(order);
    meter.end(order.lastReplyNanos());
    return Reports.of(plan.title(), tally, order, meter);
  }

  /** Lets the load run, or ends early when it has lost its connections. */
  private static void pass(Order order, Duration time) throws InterruptedException {
    if (order.await(time.toNanos()) && order.lost() > 0) {
      throw new BenchException("the servers closed the connections: " + order.losses());
    }
  }
}
