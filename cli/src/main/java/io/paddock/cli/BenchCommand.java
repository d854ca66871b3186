package io.paddock.cli;

import io.paddock.bench.BenchMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code paddock bench}: hands everything on to the load generator, which has options of its own.
 */
@Command(name = "bench", description = "Load generator for any server that speaks the protocol.")
final class BenchCommand implements Callable<Integer> {
  @Unmatched private List<String> rest = new ArrayList<>();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return BenchMain.run(
        spec.commandLine().getOut(), spec.commandLine().getErr(), rest.toArray(String[]::new));
  }
}
