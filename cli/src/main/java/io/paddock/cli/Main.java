package io.paddock.cli;

import io.paddock.cli.discovery.DiscoveryCommands;
import io.paddock.cli.discovery.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code paddock} command. */
@Command(
    name = "paddock",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Text.class,
    description = "A coordination service for clients of Apache ZooKeeper.",
    subcommands = HelpCommand.class)
public final class Main {
  private Main() {}

  /** Runs the arguments and ends the process with the exit code. */
  public static void main(String[] args) {
    Output output =
        new Output(
            new PrintWriter(System.out, true, Charset.defaultCharset()),
            new PrintWriter(System.err, true, Charset.defaultCharset()));
    Charset charset = Charset.defaultCharset();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, charset));
    System.exit(run(output, input, LocalServer::start, args));
  }

  /** Runs the arguments; the exit code. */
  static int run(Output output, BufferedReader input, ServerProcess.Start start, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new ServerCommand(output, start));
    line.addSubcommand(new EnsembleCommand(output));
    line.addSubcommand(new BenchCommand(output));
    line.addSubcommand(new VersionCommand(output));
    ShellCommand.addTo(line, output, input);
    DiscoveryCommands.addTo(line, new Terminal(input, output.out(), output.err()));
    line.setOut(output.out());
    line.setErr(output.err());
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(args);
  }
}
