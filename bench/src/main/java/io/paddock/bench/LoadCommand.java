package io.paddock.bench;

import io.paddock.bench.load.LoadPlan;
import io.paddock.bench.load.LoadRun;
import io.paddock.bench.load.OpMix;
import io.paddock.bench.load.Timing;
import io.paddock.bench.report.LoadReport;
import io.paddock.bench.wire.KeySpace;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A mix of operations in a closed loop. Thread: confined to its caller. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Sends a mix of operations, a fixed number of them outstanding at any time.")
final class LoadCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--op",
      paramLabel = "MIX",
      description =
          "One operation, or several with their shares, such as set=10,get=90: set, get, exists,"
              + " create, delete, ephemeral-seq, getChildren, multi, sync (default:"
              + " ${DEFAULT-VALUE}).")
  private String op = "get";

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

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      description = "Data of each znode (default: ${DEFAULT-VALUE}).")
  private int valueSize = 128;

  @Option(
      names = "--znodes",
      paramLabel = "N",
      description = "Znodes that the operations are spread over (default: ${DEFAULT-VALUE}).")
  private int znodes = 1_000;

  @Option(
      names = "--parents",
      paramLabel = "N",
      description = "Parents of these znodes (default: ${DEFAULT-VALUE}).")
  private int parents = 10;

  @Option(
      names = "--multi-size",
      paramLabel = "N",
      description = "setData operations in each multi (default: ${DEFAULT-VALUE}).")
  private int multiSize = 5;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Time that is measured, such as 10s (default: 10s).")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Time before that (default: 2s).")
  private Duration warmup = Duration.ofSeconds(2);

  @Option(
      names = "--ops",
      paramLabel = "N",
      description = "Ends after so many operations instead of after --duration.")
  private long ops;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    KeySpace keys = new KeySpace(common.root(), parents, znodes, valueSize);
    LoadPlan plan =
        new LoadPlan(
            OpMix.parse(op),
            keys,
            common.shape(connections, pipeline),
            new Timing(warmup, duration, ops),
            multiSize);
    LoadReport report = new LoadRun(common.target(), plan).run();
    common.publish(spec.commandLine().getOut(), report.toText(), report.toMap());
    return report.count().connectionsLost() > 0 ? BenchMain.INCOMPLETE : BenchMain.DONE;
  }
}
