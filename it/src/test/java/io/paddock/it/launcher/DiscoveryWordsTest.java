package io.paddock.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code ./paddock tree}, {@code service} and {@code property}, typed one after the other. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class DiscoveryWordsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TREE =
      """
      /words : example
        colour = 'red'
        threads = 2
        now -> services
        /services
      """;

  private final ServerProcess server;
  @TempDir private Path directory;

  DiscoveryWordsTest(ServerProcess server) {
    this.server = server;
  }

  private ProcessBuilder paddock(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString()));
    command.addAll(List.of(arguments));
    if (!arguments[1].equals("validate")) {
      command.addAll(List.of("--server", server.address()));
    }
    return new ProcessBuilder(command);
  }

  /** What it prints; it must end with this code. */
  private String run(int exitCode, String... arguments) {
    ForeignProgram.Result result = ForeignProgram.run(paddock(arguments), "");
    assertThat(result.exitCode()).as(result.text()).isEqualTo(exitCode);
    return result.text().isEmpty() ? "" : result.text() + "\n";
  }

  private ServerProcess start(String... arguments) {
    return ServerProcess.launch(paddock(arguments), 0);
  }

  private static void awaitLast(ServerProcess process, String line) {
    Eventually.get(
        line,
        PATIENCE,
        () -> {
          List<String> lines = process.output().lines();
          return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        },
        line::equals);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("tree.txt"), text).toString();
  }

  @Test
  void trees_are_planned_imported_and_exported() throws IOException {
    assertThat(run(0, "tree", "validate", file(TREE))).isEmpty();
    assertThat(run(0, "tree", "import", file(TREE), "--dry-run"))
        .contains("add /words\n", "add /words/services\n");
    assertThat(run(1, "tree", "export", "/words")).contains("/words");
    assertThat(run(0, "tree", "import", file(TREE))).isEmpty();
    assertThat(run(0, "tree", "export", "/words")).isEqualTo(TREE);
  }

  @Test
  void properties_are_set_read_and_watched() throws IOException {
    run(0, "tree", "import", file(TREE.replace("/words", "/words-2")));
    try (ServerProcess properties = start("property", "watch", "/words-2")) {
      awaitLast(properties, "colour = 'red', now -> = 'services', threads = 2, type = 'example'");
      assertThat(run(0, "property", "set", "/words-2", "threads=4", "colour='blue'")).isEmpty();
      awaitLast(properties, "colour = 'blue', now -> = 'services', threads = 4, type = 'example'");
    }
    assertThat(run(0, "property", "get", "/words-2", "colour")).isEqualTo("blue\n");
    assertThat(run(1, "property", "get", "/words-2", "none")).contains("has no property none");
  }

  @Test
  void services_are_registered_listed_and_watched() throws IOException {
    run(0, "tree", "import", file(TREE.replace("/words", "/words-3")));
    try (ServerProcess services = start("service", "watch", "/words-3/now")) {
      awaitLast(services, "[]");
      try (ServerProcess one = start("service", "register", "/words-3/now", "h:1", "weight=3")) {
        awaitLast(one, "Registered /words-3/services/h:1");
        awaitLast(services, "[h:1]");
        assertThat(run(0, "service", "list", "/words-3/now"))
            .startsWith("h:1 {\"weight\":3,\"pid\":" + one.pid());
        assertThat(one.terminate()).isEqualTo(143);
      }
      // As it is ended, and not only when its session has timed out.
      awaitLast(services, "[]");
    }
  }

  @Test
  void a_text_with_errors_is_told_with_file_line_and_column() throws IOException {
    String file = file("/a\n  x -> y\n  y -> x\n  n = 1 + 1\n");

    assertThat(run(2, "tree", "validate", file))
        .isEqualTo(
            """
            paddock: FILE: line 2, column 3: the links go round in a circle: /a/x, /a/y, /a/x
            paddock: FILE: line 3, column 3: the links go round in a circle: /a/y, /a/x, /a/y
            paddock: FILE: line 4, column 9: only literal values can stand here, not expressions
            """
                .replace("FILE", file));
    assertThat(run(2, "tree", "import", file, "/words-bad")).contains("line 2, column 3");
    assertThat(run(2, "tree", "validate", file, "no-path")).contains("no-path");
    assertThat(run(2, "tree", "validate", file + ".none")).contains("there is no such file");
  }
}
