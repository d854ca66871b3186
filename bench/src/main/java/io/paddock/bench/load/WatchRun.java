package io.paddock.bench.load;

import io.paddock.bench.load.RangeSource.Range;
import io.paddock.bench.report.WatchReport;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.RequestFrames;
import org.jspecify.annotations.Nullable;

/**
 * Sessions watch znodes, all znodes are changed, and every session hears of it; again and again.
 */
public final class WatchRun {
  private static final int WRITERS = 4;
  private static final int PIPELINE = 32;
  private static final int VALUE_BYTES = 16;
  private static final int ZNODES_PER_PARENT = 100;
  private static final int SESSION_TIMEOUT_MS = 30_000;

  private final Target target;
  private final WatchPlan plan;
  private final KeySpace keys;
  private final FrameTemplate read;
  private final FrameTemplate set;

  /** Nothing is sent yet. */
  public WatchRun(Target target, WatchPlan plan, String root) {
    this.target = target;
    this.plan = plan;
    int parents = Math.min(KeySpace.PARENTS_MAX, 1 + plan.znodes() / ZNODES_PER_PARENT);
    this.keys = new KeySpace(root, parents, plan.znodes(), VALUE_BYTES);
    this.read = new RequestFrames(keys).getData(true);
    this.set = new RequestFrames(keys).setData();
  }

  /**
   * Runs it.
   *
   * @throws BenchException when a server cannot be reached, refuses, or falls silent
   */
  public WatchReport run() throws InterruptedException {
    try (Preparation preparation = new Preparation(target.endpoints())) {
      preparation.parents(keys);
      preparation.znodes(keys);
    }
    FleetShape shape = new FleetShape(plan.sessions() + WRITERS, PIPELINE, 1, SESSION_TIMEOUT_MS);
    Meter meter = new Meter(target.serverPids());
    long events = 0;
    try (Fleet fleet = Fleet.connect(target.endpoints(), shape)) {
      // The first round warms up and is not counted.
      for (int round = 0; round <= plan.rounds(); round++) {
        fleet.run(this::registration);
        Meter roundMeter = round == 0 ? new Meter(target.serverPids()) : meter;
        events += change(fleet, roundMeter, round > 0);
      }
    }
    long changes = (long) plan.rounds() * plan.znodes();
    return new WatchReport(plan.title(), events, changes, meter.seconds(), meter.cost());
  }

  private long change(Fleet fleet, Meter meter, boolean counts) throws InterruptedException {
    meter.begin();
    Order order = fleet.start(this::changes, false, plan.events());
    fleet.finish(order);
    meter.end(order.lastReplyNanos());
    if (order.lost() > 0) {
      throw new BenchException("the servers closed connections: " + order.losses());
    }
    return counts ? order.events() : 0;
  }

  private @Nullable RequestSource registration(int connection) {
    if (connection >= plan.sessions()) {
      return null;
    }
    long first = plan.shared() ? 0 : (long) connection * plan.znodesEach();
    Range range = new Range(first, first + plan.znodesEach(), 1, keys.parents());
    return new RangeSource(OpKind.GET, read, range);
  }

  private @Nullable RequestSource changes(int connection) {
    int writer = connection - plan.sessions();
    if (writer < 0) {
      return null;
    }
    Range range = new Range(writer, keys.znodes(), WRITERS, keys.parents());
    return new RangeSource(OpKind.SET, set, range);
  }
}
