package io.paddock.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.ForeignProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the launcher records of a server's first start, and when it makes use of that. */
@Execution(ExecutionMode.CONCURRENT)
class StartArchiveTest {
  private static final String USED = "word: -XX:SharedArchiveFile=";

  /**
   * Says its words; for a recording does what {@code RECORD} is, with an archive what {@code RUN}
   * is.
   */
  private static final String JAVA =
      """
      #!/bin/sh
      for word in "$@"; do
        case $word in
          -XX:ArchiveClassesAtExit=*) file=${word#*=}; RECORD ;;
          -XX:SharedArchiveFile=*) RUN ;;
        esac
      done
      for word in "$@"; do echo "word: $word"; done
      """;

  // It serves until it is ended, as a server does.
  private static final String SERVE =
      "echo x > \"$file\"; ls \"${file%/*}\" > 'ROOT/seen'; echo 'it is serving on a port'; exec tail -f /dev/null";

  @TempDir private Path directory;
  private MadeCheckout made;

  @BeforeEach
  void makeCheckout() {
    made = MadeCheckout.in(directory.resolve("checkout"));
  }

  @Test
  void a_start_is_recorded_once_and_used_from_then_on() throws IOException {
    jdk(SERVE, ":");

    String first = start();

    assertThat(first).contains("recording the start on Java 17, once").contains(USED);
    assertThat(start()).doesNotContain("recording").contains(USED);
    assertThat(archives()).singleElement().asString().doesNotContain(".");
  }

  @Test
  void nobody_sees_it_before_it_is_whole() throws IOException {
    jdk(SERVE, ":");

    start();

    assertThat(made.lines("seen"))
        .filteredOn(name -> name.startsWith("start-"))
        .isNotEmpty()
        .allMatch(name -> name.endsWith(".new"));
  }

  @Test
  void one_with_which_the_jvm_crashes_is_never_used() throws IOException {
    jdk(SERVE, "exit 134");

    assertThat(start()).contains("recording").doesNotContain(USED).contains("word: server");
    assertThat(start()).doesNotContain("recording").doesNotContain(USED).contains("word: server");
    assertThat(archives()).singleElement().asString().endsWith(".failed");
  }

  @Test
  void one_of_a_start_that_never_came_to_its_end_is_not_used() throws IOException {
    jdk("echo x > \"$file\"; echo starting; exit 0", ":");

    assertThat(start()).contains("recording").doesNotContain(USED).contains("word: server");
    assertThat(archives()).singleElement().asString().endsWith(".failed");
  }

  private void jdk(String record, String run) {
    String java = JAVA.replace("RECORD", record).replace("RUN", run);
    made.jdk("jdk17", "17.0.9", java.replace("ROOT", made.root().toString()));
  }

  private String start() {
    Path home = made.root().resolve("jdk17");
    ForeignProgram.Result result =
        Launches.run(made.launcher(Map.of("PADDOCK_JAVA_HOME", home.toString()), "server"));
    assertThat(result.exitCode()).as(result.text()).isZero();
    return result.text();
  }

  private List<String> archives() throws IOException {
    try (Stream<Path> all = Files.list(made.root().resolve(".build/run-1"))) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("start-"))
          .toList();
    }
  }
}
