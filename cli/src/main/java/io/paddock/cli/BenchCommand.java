package io.paddock.cli;

import io.paddock.bench.BenchMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code paddock bench}: hands everything on to the load generator, which has options of its own.
 */
@Command(name = "bench", description = "Load generator for any server that speaks the protocol.")
final class BenchCommand implements Callable<Integer> {
  private final Output output;

  @Unmatched private final List<String> rest = new ArrayList<>();

  BenchCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    return BenchMain.run(output.out(), output.err(), rest.toArray(String[]::new));
  }
}
