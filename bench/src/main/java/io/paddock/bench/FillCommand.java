package io.paddock.bench;

import io.paddock.bench.load.FillRun;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.KeySpace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates many znodes and leaves them there. Thread: confined to its caller. */
@Command(
    name = "fill",
    mixinStandardHelpOptions = true,
    description = "Creates many znodes, one create each, and leaves them there.")
final class FillCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--znodes",
      paramLabel = "N",
      description = "Znodes to create (default: ${DEFAULT-VALUE}).")
  private int znodes = 1_000_000;

  @Option(
      names = "--parents",
      paramLabel = "N",
      description = "Parents to spread them over (default: ${DEFAULT-VALUE}).")
  private int parents = 1_000;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      description = "Data of each znode (default: ${DEFAULT-VALUE}).")
  private int valueSize = 100;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Sessions (default: ${DEFAULT-VALUE}).")
  private int connections = 32;

  @Option(
      names = "--pipeline",
      paramLabel = "N",
      description = "Requests outstanding on each (default: ${DEFAULT-VALUE}).")
  private int pipeline = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    KeySpace keys = new KeySpace(common.root(), parents, znodes, valueSize);
    FillRun run = new FillRun(common.target(), keys, common.shape(connections, pipeline));
    LoadReport report = run.run();
    common.publish(spec.commandLine().getOut(), report.toText(), report.toMap());
    return report.count().connectionsLost() > 0 ? BenchMain.INCOMPLETE : BenchMain.DONE;
  }
}
