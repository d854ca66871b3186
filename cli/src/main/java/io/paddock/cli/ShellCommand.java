package io.paddock.cli;

import io.paddock.cli.shell.Shell;
import io.paddock.cli.shell.Streams;
import java.io.BufferedReader;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code paddock shell}, and each of its words as a command of its own: {@code paddock ls /}. What
 * follows is the shell's business, so that a word is written the same way in both places.
 */
@Command
final class ShellCommand implements Callable<Integer> {
  private static final String SERVER = "PADDOCK_SERVER";

  private final Output output;
  private final ToIntFunction<List<String>> action;

  @Unmatched private final List<String> rest = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  private ShellCommand(Output output, ToIntFunction<List<String>> action) {
    this.output = output;
    this.action = action;
  }

  /** Adds the shell and its words to the commands. */
  static void addTo(CommandLine line, Output output, BufferedReader input) {
    Shell shell = new Shell(new Streams(input, output.out(), output.err()), System.getenv(SERVER));
    boolean prompts = isTerminal();
    add(
        line,
        "shell",
        "Talks to a server: ls, get, create and so on.",
        shell.usage(),
        new ShellCommand(output, typed -> shell.interactive(typed, prompts)));
    shell
        .summaries()
        .forEach(
            (name, summary) ->
                add(
                    line,
                    name,
                    summary,
                    shell.usage(name),
                    new ShellCommand(output, typed -> shell.once(name, typed))));
  }

  // From JDK 22 on there may be a console that is no terminal, and a method that tells.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static void add(
      CommandLine line, String name, String summary, String usage, ShellCommand command) {
    CommandLine added = new CommandLine(command);
    added
        .getCommandSpec()
        .usageMessage()
        .customSynopsis("paddock " + usage)
        .description(summary)
        .footer(
            "",
            "Without --server: the environment's " + SERVER + ", else 127.0.0.1:2181.",
            "Exit codes: 0 done, 1 refused or no server, 2 wrong arguments.");
    line.addSubcommand(name, added);
  }

  @Override
  public Integer call() {
    CommandSpec known = spec;
    if (known != null && (rest.contains("--help") || rest.contains("-h"))) {
      known.commandLine().usage(output.out(), Help.Ansi.OFF);
      return ExitCode.OK.number();
    }
    LogSetup.level(LogLevel.WARN);
    return action.applyAsInt(rest);
  }
}
