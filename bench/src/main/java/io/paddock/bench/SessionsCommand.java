package io.paddock.bench;

import io.paddock.bench.load.SessionsRun;
import io.paddock.bench.report.SessionsReport;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds idle sessions and weighs them. Thread: confined to its caller. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "Holds idle sessions and measures what each costs the server.")
final class SessionsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Sessions to hold (default: ${DEFAULT-VALUE}).")
  private int connections = 10_000;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long, before they are weighed (default: 10s).")
  private Duration hold = Duration.ofSeconds(10);

  @Option(
      names = "--heap",
      description = "Measure the live heap of --server-pid too: full collections, by jcmd.")
  private boolean heap;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    SessionsReport report =
        new SessionsRun(common.target(), common.shape(connections, 1), hold, heap).run();
    common.publish(spec.commandLine().getOut(), report.toText(), report.toMap());
    return report.lost() > 0 ? BenchMain.INCOMPLETE : BenchMain.DONE;
  }
}
