package io.paddock.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the launcher builds, when, and who waits for whom. */
@Execution(ExecutionMode.CONCURRENT)
class BuildOnceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private MadeCheckout made;

  @BeforeEach
  void makeCheckout() {
    made = MadeCheckout.in(directory.resolve("checkout"));
    made.jdk("jdk17", "17.0.9");
  }

  @Test
  void what_is_missing_is_built_and_said_and_the_next_time_nothing_is() {
    ForeignProgram.Result first = Launches.run(launcher("version"));

    assertThat(first.exitCode()).isZero();
    assertThat(first.text())
        .contains("paddock: building with the JDK in " + made.root().resolve("jdk17"))
        .contains("word: version");
    assertThat(Launches.run(launcher("version")).text()).doesNotContain("building");
    assertThat(made.builds()).isEqualTo(1);
  }

  @Test
  void a_source_that_has_changed_is_built_again() {
    Launches.run(launcher("version"));
    made.change();

    assertThat(Launches.run(launcher("version")).text()).contains("building");
    assertThat(made.builds()).isEqualTo(2);
  }

  @Test
  void a_build_that_fails_says_why_and_where_to_read_on() {
    made.script(
        "mvnw", "#!/bin/sh\necho '[ERROR] a thing does not compile'\necho detail\nexit 1\n");

    ForeignProgram.Result result = Launches.run(launcher("version"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text())
        .contains("[ERROR] a thing does not compile")
        .contains("the build failed; all it said is in " + made.root() + "/.build/build.log")
        .doesNotContain("word:");
    assertThat(made.lines(".build/build.log")).contains("detail");
    assertThat(made.root().resolve(".build/lock")).doesNotExist();
  }

  @Test
  void whoever_comes_while_another_builds_waits_and_says_so() throws IOException {
    lockFor(ProcessHandle.current().pid());

    try (ServerProcess waiting = ServerProcess.launch(launcher("version"), 0)) {
      waiting
          .output()
          .await("the wait", line -> line.contains("is building; waiting for it"), PATIENCE);
      assertThat(made.builds()).isZero();
      giveBack();
      assertThat(waiting.awaitExit()).isZero();
    }
    assertThat(made.builds()).isEqualTo(1);
  }

  @Test
  void the_lock_of_a_dead_process_stops_nobody() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    lockFor(dead.pid());

    ForeignProgram.Result result = Launches.run(launcher("version"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.text())
        .contains("(process " + dead.pid() + ") is gone; going on without it")
        .contains("word: version");
    assertThat(made.root().resolve(".build/lock")).doesNotExist();
  }

  @Test
  void a_lock_that_changes_hands_while_it_is_looked_at_is_not_broken() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    lockFor(dead.pid());
    // Whoever had it is found dead because it has given it back and ended; another has it.
    made.script(
        "bin/cat",
        "#!/bin/sh\n/bin/cat \"$@\"\nstatus=$?\n(echo %d > '%s/.build/lock/pid') 2> /dev/null\nexit $status\n"
            .formatted(ProcessHandle.current().pid(), made.root()));
    ProcessBuilder builder = launcher("version");
    builder.environment().merge("PATH", made.root() + "/bin:", (old, own) -> own + old);

    try (ServerProcess waiting = ServerProcess.launch(builder, 0)) {
      waiting.output().await("the wait", line -> line.contains("waiting for it"), PATIENCE);
      giveBack();
      assertThat(waiting.awaitExit()).isZero();
      assertThat(waiting.output().text()).doesNotContain("is gone");
    }
  }

  @Test
  void a_lock_that_nobody_has_put_a_name_to_is_broken_after_a_while() throws IOException {
    Files.createDirectories(made.root().resolve(".build/lock"));

    assertThat(Launches.run(launcher("version")).exitCode()).isZero();
  }

  @Test
  void whoever_stops_a_build_stops_all_of_it_and_lets_the_next_one_build() {
    made.script("mvnw", "#!/bin/sh\necho $$ > '" + made.root() + "/wrapper'\nexec sleep 100\n");
    try (ServerProcess stopped = ServerProcess.launch(launcher("version"), 0)) {
      Eventually.holds("the wrapper runs", () -> !made.lines("wrapper").isEmpty());
      assertThat(stopped.terminate()).isEqualTo(143);
    }
    long wrapper = Long.parseLong(made.lines("wrapper").get(0));
    Eventually.holds("the wrapper is gone", () -> ProcessHandle.of(wrapper).isEmpty());
    assertThat(made.root().resolve(".build/lock")).doesNotExist();
  }

  @Test
  void what_a_running_server_was_started_from_stays_as_long_as_it_runs() {
    made.jdk("jdk17", "17.0.9", "#!/bin/sh\n[ \"$1\" = -version ] || echo runs\nexec sleep 100\n");
    try (ServerProcess running = ServerProcess.launch(launcher("version"), 0)) {
      running.output().await("the start", line -> line.equals("runs"), PATIENCE);
      made.jdk("jdk17", "17.0.9");

      made.change();
      Launches.run(launcher("version"));
      assertThat(made.copies()).containsExactly("run-1", "run-2");
      running.kill();
    }
    made.change();
    Launches.run(launcher("version"));
    assertThat(made.copies()).containsExactly("run-3");
  }

  private void lockFor(long pid) throws IOException {
    Path lock = Files.createDirectories(made.root().resolve(".build/lock"));
    Files.writeString(lock.resolve("pid"), pid + "\n");
  }

  // In one step: a lock without a name is broken after a while.
  private void giveBack() throws IOException {
    Files.move(made.root().resolve(".build/lock"), made.root().resolve(".build/given-back"));
  }

  private ProcessBuilder launcher(String... arguments) {
    return made.launcher(
        Map.of("PADDOCK_JAVA_HOME", made.root().resolve("jdk17").toString()), arguments);
  }
}
