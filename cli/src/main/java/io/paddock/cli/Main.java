package io.paddock.cli;

import io.paddock.server.config.ServerConfig;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code paddock} command. */
@Command(
    name = "paddock",
    description = "A coordination service for clients of Apache ZooKeeper.",
    versionProvider = VersionCommand.class,
    subcommands = {VersionCommand.class, HelpCommand.class})
public final class Main implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Says which build this is.")
  private boolean version;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the arguments and ends the process with the exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(out, err, Main::noServerYet, args));
  }

  private static ServerProcess noServerYet(ServerConfig config) {
    throw new StartException(ExitCode.UNEXPECTED, "the server is not in this build yet");
  }

  /** Runs the arguments; the exit code. */
  static int run(PrintWriter out, PrintWriter err, ServerProcess.Start start, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new ServerCommand(start));
    line.addSubcommand(new BenchCommand());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
  }
}
