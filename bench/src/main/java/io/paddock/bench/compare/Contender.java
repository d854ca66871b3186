package io.paddock.bench.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of the comparison.
 *
 * @param name for the table
 * @param command starts the server in the foreground; {@code {cfg}} stands for its {@code zoo.cfg}
 * @param javaHome JDK to run it on, null to leave that to the command
 */
record Contender(String name, List<String> command, @Nullable Path javaHome) {
  private static final String CFG = "{cfg}";

  Contender {
    command = List.copyOf(command);
  }

  /**
   * Reads a command, whose words are separated by blanks.
   *
   * @throws IllegalArgumentException if it has no place for the configuration file
   */
  static Contender parse(String name, String command, @Nullable Path javaHome) {
    if (!command.contains(CFG)) {
      throw new IllegalArgumentException("'" + command + "' has no " + CFG + " to put the file");
    }
    return new Contender(name, Arrays.asList(command.strip().split("\\s+")), javaHome);
  }

  /** The words of the command for this configuration file. */
  List<String> commandFor(Path cfg) {
    return command.stream().map(word -> word.replace(CFG, cfg.toString())).toList();
  }
}
