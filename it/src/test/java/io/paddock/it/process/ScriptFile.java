package io.paddock.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that are written and run at once.
 *
 * <p>They are written by a process of their own: what this JVM has open while it writes, a process
 * that another test starts just then has open, too, until it runs its own program; and what anybody
 * has open for writing cannot be run ("Text file busy").
 */
public final class ScriptFile {
  private ScriptFile() {}

  /** Makes a script, or gives it another text. */
  public static void write(Path file, String text) {
    run(text, "cat > \"$1\" && chmod 755 \"$1\"", file);
  }

  /** Copies a script with its time and who may run it. */
  public static void copy(Path from, Path to) {
    run("", "cp -p \"$1\" \"$2\"", from, to);
  }

  private static void run(String input, String commands, Path... files) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", commands, "sh"));
    for (Path each : files) {
      line.add(each.toString());
    }
    ForeignProgram.Result result = ForeignProgram.run(new ProcessBuilder(line), input);
    assertThat(result.exitCode()).as("%s: %s", line, result.text()).isZero();
  }
}
