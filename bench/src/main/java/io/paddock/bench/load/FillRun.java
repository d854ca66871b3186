package io.paddock.bench.load;

import io.paddock.bench.load.RangeSource.Range;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.NameLetter;
import io.paddock.bench.wire.RequestFrames;

/** Creates every znode of a key space, one create each, as fast as the servers take them. */
public final class FillRun {
  private final Target target;
  private final KeySpace keys;
  private final FleetShape shape;

  /** Nothing is sent yet. */
  public FillRun(Target target, KeySpace keys, FleetShape shape) {
    this.target = target;
    this.keys = keys;
    this.shape = shape;
  }

  /**
   * Runs it; znodes that are there already count as errors.
   *
   * @throws BenchException when a server cannot be reached, refuses, or falls silent
   */
  public LoadReport run() throws InterruptedException {
    try (Preparation preparation = new Preparation(target.endpoints())) {
      preparation.parents(keys);
    }
    FrameTemplate create = new RequestFrames(keys).create(NameLetter.KEY);
    int step = shape.connections();
    try (Fleet fleet = Fleet.connect(target.endpoints(), shape)) {
      Meter meter = new Meter(target.serverPids());
      meter.begin();
      Order order =
          fleet.start(
              first ->
                  new RangeSource(
                      OpKind.CREATE, create, new Range(first, keys.znodes(), step, keys.parents())),
              false,
              0);
      Tally tally = fleet.finish(order);
      meter.end(order.lastReplyNanos());
      return Reports.of(title(), tally, order, meter);
    }
  }

  private String title() {
    return "fill with "
        + keys.znodes()
        + " znodes of "
        + keys.valueSize()
        + " B under "
        + keys.parents()
        + " parents, "
        + shape.connections()
        + "x"
        + shape.pipeline();
  }
}
