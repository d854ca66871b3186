package io.paddock.bench.compare;

import io.paddock.bench.load.FillRun;
import io.paddock.bench.load.FleetShape;
import io.paddock.bench.load.SrvrAnswer;
import io.paddock.bench.load.Target;
import io.paddock.bench.outage.PacedWrites;
import io.paddock.bench.outage.PacedWrites.Lap;
import io.paddock.bench.outage.Waiting;
import io.paddock.bench.wire.KeySpace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The row about a follower that has lost its disk and comes back to a large tree while others go on
 * writing to the servers that are left.
 */
final class CatchUpGroup implements RowGroup {
  private static final int PARENTS = 1_000;
  private static final int VALUE_BYTES = 100;
  private static final int WRITES_PER_SECOND = 5_000;
  private static final FleetShape SHAPE = new FleetShape(32, 16, 1, 30_000);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Pace pace;
  private final Progress progress;
  private final Row row;

  CatchUpGroup(Pace pace, Progress progress) {
    this.pace = pace;
    this.progress = progress;
    this.row =
        new Row(
            "catch-up",
            String.format(
                Locale.ROOT,
                "emptied server, %,d znodes, %,d writes/s",
                pace.fillZnodes(),
                WRITES_PER_SECOND),
            List.of(
                new Metric("until caught up", "s", null),
                new Metric("p99 before", "ms", null),
                new Metric("p99 meanwhile", "ms", null),
                new Metric("slowest meanwhile", "ms", null),
                new Metric("failed writes", "", null)));
  }

  @Override
  public List<Row> rows() {
    return List.of(row);
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws IOException, InterruptedException {
    KeySpace keys = new KeySpace("/fill", PARENTS, pace.fillZnodes(), VALUE_BYTES);
    Target all = servers.target();
    progress.report(servers.name(), new FillRun(all, keys, SHAPE).run());
    ServerProcess leader = servers.leader();
    ServerProcess lost = servers.others(leader).get(0);
    lost.askToEnd();
    lost.awaitEnd();
    lost.empty();
    try (PacedWrites writes =
        new PacedWrites(ServerSet.addresses(servers.others(lost)), keys, WRITES_PER_SECOND)) {
      Waiting.pass(pace.duration());
      writes.lap();
      Waiting.pass(pace.duration());
      Lap before = writes.lap();
      long began = System.nanoTime();
      lost.launch();
      awaitCaughtUp(lost, SrvrAnswer.ask(leader.address()).zxid());
      double seconds = (System.nanoTime() - began) / 1e9;
      note(servers, samples, seconds, before, writes.lap());
    }
  }

  /** It has what the leader had when it was started. */
  private static void awaitCaughtUp(ServerProcess server, long zxid)
      throws IOException, InterruptedException {
    server.awaitServing();
    Waiting.until(
        () -> SrvrAnswer.ask(server.address()).zxid() >= zxid,
        LIMIT,
        server.name() + " does not catch up");
  }

  private void note(ServerSet servers, Samples samples, double seconds, Lap before, Lap meanwhile) {
    progress.say(
        String.format(
            Locale.ROOT,
            "  %s: caught up in %.2f s; before %s, meanwhile %s",
            servers.name(),
            seconds,
            before.toText(),
            meanwhile.toText()));
    samples.add(
        row,
        List.of(
            seconds,
            before.p99Ms(),
            meanwhile.p99Ms(),
            meanwhile.maxMs(),
            (double) (before.failed() + meanwhile.failed())));
  }
}
