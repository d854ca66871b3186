package io.paddock.bench.compare;

import io.paddock.bench.outage.OutageReport;
import io.paddock.bench.outage.OutageRun;
import io.paddock.bench.outage.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rows about the loss of the leader, with one writer connected to each server. Each is done
 * several times in a round, for every election takes another time.
 */
final class FailoverGroup implements RowGroup {
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Pace pace;
  private final Progress progress;
  private final Row killed = row("kill-leader", "leader killed (SIGKILL)", 0.3);
  private final Row frozen = row("hang-leader", "leader hangs (SIGSTOP)", 1.5);

  FailoverGroup(Pace pace, Progress progress) {
    this.pace = pace;
    this.progress = progress;
  }

  private static Row row(String id, String title, double gapSeconds) {
    return new Row(
        id,
        title,
        List.of(
            new Metric("no write for", "s", Goal.noMoreThan(gapSeconds)),
            new Metric("longest wait", "s", null),
            new Metric("disconnections", "", Goal.noMoreThan(0)),
            new Metric("errors", "", Goal.noMoreThan(0))));
  }

  @Override
  public List<Row> rows() {
    return List.of(killed, frozen);
  }

  @Override
  public void measure(ServerSet servers, Set<String> chosen, Samples samples)
      throws IOException, InterruptedException {
    for (int i = 0; i < pace.outages(); i++) {
      if (chosen.contains(killed.id())) {
        ServerProcess leader = servers.leader();
        note(killed, servers, samples, run(servers, leader).run(leader::kill));
        leader.launch();
        settle(servers);
      }
      if (chosen.contains(frozen.id())) {
        ServerProcess leader = servers.leader();
        note(frozen, servers, samples, run(servers, leader).run(leader::freeze));
        leader.thaw();
        settle(servers);
      }
    }
  }

  private static OutageRun run(ServerSet servers, ServerProcess victim) {
    return new OutageRun(
        ServerSet.addresses(servers.members()),
        servers.members().indexOf(victim),
        BEFORE,
        AFTER,
        LIMIT);
  }

  private void note(Row row, ServerSet servers, Samples samples, OutageReport report) {
    progress.say(
        String.format(Locale.ROOT, "  %s, %s: %s", servers.name(), row.title(), report.toText()));
    samples.add(
        row,
        List.of(
            report.gapSeconds(),
            report.survivorGapSeconds(),
            (double) report.disconnections(),
            (double) report.refusals()));
  }

  /** Whoever comes back has caught up, and somebody leads. */
  private static void settle(ServerSet servers) throws IOException, InterruptedException {
    servers.awaitServing();
    Waiting.pass(SETTLING);
  }
}
