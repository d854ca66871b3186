package io.paddock.bench;

import io.paddock.bench.load.WatchPlan;
import io.paddock.bench.load.WatchRun;
import io.paddock.bench.report.WatchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches many znodes and changes them all. Thread: confined to its caller. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Sessions watch znodes, all of these are changed, every session hears of it.")
final class WatchCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "Sessions that watch (default: ${DEFAULT-VALUE}).")
  private int sessions = 1_000;

  @Option(
      names = "--znodes-each",
      paramLabel = "N",
      description = "Znodes that each of them watches (default: ${DEFAULT-VALUE}).")
  private int znodesEach = 10;

  @Option(names = "--shared", description = "All watch the same znodes, not each its own.")
  private boolean shared;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often, after one round that warms up (default: ${DEFAULT-VALUE}).")
  private int rounds = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    WatchPlan plan = new WatchPlan(sessions, znodesEach, shared, rounds);
    WatchReport report = new WatchRun(common.target(), plan, common.root() + "/watch").run();
    common.publish(spec.commandLine().getOut(), report.toText(), report.toMap());
    return BenchMain.DONE;
  }
}
