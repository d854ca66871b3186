package io.paddock.bench.compare;

import io.paddock.bench.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a comparison. Thread: confined to its caller. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Runs two servers in turn under the same loads and prints the ratios.")
public final class CompareCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int INCOMPLETE = 1;
  private static final int SERVERS_MAX = 9;

  @Option(
      names = "--a",
      required = true,
      paramLabel = "COMMAND",
      description = "Starts the first server in the foreground; {cfg} stands for its zoo.cfg.")
  private String first = "";

  @Option(
      names = "--b",
      required = true,
      paramLabel = "COMMAND",
      description = "The same for the second server.")
  private String second = "";

  @Option(names = "--a-name", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}.")
  private String firstName = "ZooKeeper";

  @Option(names = "--b-name", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}.")
  private String secondName = "Paddock";

  @Option(
      names = "--a-java",
      paramLabel = "HOME",
      description = "JDK of the first server, as JAVA_HOME and first in PATH.")
  private @Nullable Path firstJava;

  @Option(names = "--b-java", paramLabel = "HOME", description = "The same for the second server.")
  private @Nullable Path secondJava;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW,…",
      description = "Rows to measure (default: all; --list shows them).")
  private List<String> rows = new ArrayList<>();

  @Option(names = "--list", description = "Shows the rows and their goals, and measures nothing.")
  private boolean list;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each server is measured (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Time measured in each row that is a load (default: ${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(
      names = "--warmup-seconds",
      paramLabel = "N",
      description = "Time before that (default: ${DEFAULT-VALUE}).")
  private int warmupSeconds = 2;

  @Option(
      names = "--server-warmup-seconds",
      paramLabel = "N",
      description = "Mixed load before the first row of a server (default: ${DEFAULT-VALUE}).")
  private int serverWarmupSeconds = 30;

  @Option(
      names = "--fill-znodes",
      paramLabel = "N",
      description = "Znodes of the large tree (default: ${DEFAULT-VALUE}).")
  private int fillZnodes = 1_000_000;

  @Option(
      names = "--servers",
      paramLabel = "N",
      description = "Servers of each side: 1 alone, 3 or more as an ensemble (default: 1).")
  private int servers = 1;

  @Option(
      names = "--outages",
      paramLabel = "N",
      description =
          "How often a leader is lost in each way in a round (default: ${DEFAULT-VALUE}).")
  private int outages = 3;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the servers' data goes while they run: on the disk to be measured.")
  private Path data = Path.of("");

  @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also write the table as Markdown.")
  private @Nullable Path markdown;

  @Option(
      names = "--command-text",
      hidden = true,
      description = "How the comparison was called, for the report.")
  private String commandText = "bench/compare";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (servers < 1 || servers == 2 || servers > SERVERS_MAX) {
      throw new IllegalArgumentException("a side has 1 server or 3 to 9, not " + servers);
    }
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    List<RowGroup> groups = groups(progress);
    List<Row> all = groups.stream().flatMap(group -> group.rows().stream()).toList();
    if (list) {
      all.forEach(row -> out.println(Tables.goals(row)));
      return DONE;
    }
    Set<String> chosen = chosen(all);
    Side a = new Side(Contender.parse(firstName, first, firstJava));
    Side b = new Side(Contender.parse(secondName, second, secondJava));
    Files.createDirectories(data);
    String machine = Machine.describe(data);
    Contest contest = new Contest(groups, progress, data, servers);
    contest.run(rounds, chosen, a, b);
    Setting setting =
        new Setting(
            LocalDate.now(ZoneOffset.UTC), machine, commandText, servers, a.facts(), b.facts());
    publish(out, Comparison.of(setting, all, a.samples(), b.samples()));
    return contest.isComplete() ? DONE : INCOMPLETE;
  }

  private List<RowGroup> groups(Progress progress) {
    Pace pace =
        new Pace(
            rounds,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(warmupSeconds),
            Duration.ofSeconds(serverWarmupSeconds),
            fillZnodes,
            outages);
    return servers == 1 ? ofOne(pace, progress) : ofEnsemble(pace, progress);
  }

  private static List<RowGroup> ofEnsemble(Pace pace, Progress progress) {
    return List.of(
        new LoadGroup(LoadRows.TOGETHER, pace, progress),
        new FillGroup(pace, progress, false),
        new FailoverGroup(pace, progress),
        new IdleGroup(progress),
        new CatchUpGroup(pace, progress));
  }

  private static List<RowGroup> ofOne(Pace pace, Progress progress) {
    return List.of(
        new LoadGroup(LoadRows.ALONE, pace, progress),
        new FillGroup(pace, progress, true),
        new SessionsGroup(progress),
        new WatchGroup(pace, progress));
  }

  private Set<String> chosen(List<Row> all) {
    Set<String> known =
        all.stream().map(Row::id).collect(Collectors.toCollection(LinkedHashSet::new));
    for (String row : rows) {
      if (!known.contains(row)) {
        throw new IllegalArgumentException("unknown row '" + row + "', known are: " + known);
      }
    }
    return rows.isEmpty() ? known : Set.copyOf(rows);
  }

  private void publish(PrintWriter out, Comparison comparison) throws IOException {
    out.print(Tables.text(comparison));
    out.flush();
    if (json != null) {
      Files.writeString(json, Json.text(comparison.toMap()));
    }
    if (markdown != null) {
      Files.writeString(markdown, Tables.markdown(comparison));
    }
  }
}
