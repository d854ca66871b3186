package io.paddock.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.paddock.bench.compare.CompareCommand;
import io.paddock.bench.load.BenchException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code paddock bench}: drives servers that speak the ZooKeeper protocol and says what they reach.
 *
 * <p>Exit codes: 0 done · 1 done, but connections were lost on the way · 2 not possible as asked.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Load generator for any server that speaks the ZooKeeper protocol.",
    subcommands = {
      LoadCommand.class,
      FillCommand.class,
      SessionsCommand.class,
      WatchCommand.class,
      CompareCommand.class
    })
public final class BenchMain implements Runnable {
  static final int DONE = 0;
  static final int INCOMPLETE = 1;
  static final int IMPOSSIBLE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  private BenchMain() {}

  /** Without a mode there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which mode? one of the commands below");
  }

  /** Runs the arguments and ends the process with the exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs the arguments; the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new BenchMain());
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler(failures());
    return line.execute(args);
  }

  private static IExecutionExceptionHandler failures() {
    return (failure, line, parsed) -> {
      boolean expected =
          failure instanceof BenchException
              || failure instanceof IllegalArgumentException
              || failure instanceof IOException;
      if (!expected) {
        throw failure;
      }
      line.getErr().println("bench: " + failure.getMessage());
      return IMPOSSIBLE;
    };
  }
}
