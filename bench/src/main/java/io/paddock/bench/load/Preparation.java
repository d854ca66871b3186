package io.paddock.bench.load;

import io.paddock.bench.load.RangeSource.Range;
import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.NameLetter;
import io.paddock.bench.wire.RequestFrames;
import io.paddock.protocol.message.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the znodes that a load needs before it begins, over sessions of its own. */
final class Preparation implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int PIPELINE = 128;
  private static final int SESSION_TIMEOUT_MS = 30_000;

  private final Fleet fleet;

  Preparation(Endpoints endpoints) {
    fleet = Fleet.connect(endpoints, new FleetShape(CONNECTIONS, PIPELINE, 1, SESSION_TIMEOUT_MS));
  }

  /** Creates the root, with all znodes above it, and the parents; those there already stay. */
  void parents(KeySpace keys) throws InterruptedException {
    RequestFrames frames = new RequestFrames(keys);
    List<FrameTemplate> above = new ArrayList<>();
    for (int slash = keys.root().indexOf('/', 1); slash > 0; ) {
      above.add(frames.createPath(keys.root().substring(0, slash)));
      slash = keys.root().indexOf('/', slash + 1);
    }
    above.add(frames.createPath(keys.root()));
    OneShotSource once = new OneShotSource(OpKind.CREATE, above);
    check(fleet.run(connection -> connection == 0 ? once : null), ErrorCode.NODE_EXISTS);
    FrameTemplate parent = frames.createParent();
    check(
        fleet.run(each -> range(OpKind.CREATE, parent, each, keys.parents(), 0)),
        ErrorCode.NODE_EXISTS);
  }

  /** Creates the znodes of the key space; those there already get the value of this run. */
  void znodes(KeySpace keys) throws InterruptedException {
    FrameTemplate create = new RequestFrames(keys).create(NameLetter.KEY);
    Tally tally = all(OpKind.CREATE, create, keys);
    check(tally, ErrorCode.NODE_EXISTS);
    if (tally.errors(ErrorCode.NODE_EXISTS) > 0) {
      check(all(OpKind.SET, new RequestFrames(keys).setData(), keys), ErrorCode.OK);
    }
  }

  /** Creates as many znodes for the load to delete. */
  void deletable(KeySpace keys) throws InterruptedException {
    check(
        all(OpKind.CREATE, new RequestFrames(keys).create(NameLetter.CREATED), keys), ErrorCode.OK);
  }

  private Tally all(OpKind kind, FrameTemplate frame, KeySpace keys) throws InterruptedException {
    return fleet.run(each -> range(kind, frame, each, keys.znodes(), keys.parents()));
  }

  private static RangeSource range(
      OpKind kind, FrameTemplate frame, int connection, int end, int parents) {
    return new RangeSource(kind, frame, new Range(connection, end, CONNECTIONS, parents));
  }

  private static void check(Tally tally, ErrorCode allowed) {
    for (Map.Entry<String, Long> each : tally.errorsByCode().entrySet()) {
      if (!each.getKey().startsWith(allowed.name())) {
        throw new BenchException(
            "cannot prepare the znodes: " + each.getValue() + " times " + each.getKey());
      }
    }
  }

  @Override
  public void close() {
    fleet.close();
  }
}
