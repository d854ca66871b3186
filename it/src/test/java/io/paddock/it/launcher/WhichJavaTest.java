package io.paddock.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.ForeignProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which Java the launcher takes, and what it hands to it. */
@Execution(ExecutionMode.CONCURRENT)
class WhichJavaTest {
  /** Every program that the launcher calls; no {@code java} among them. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "cksum",
          "cp",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "tail",
          "touch",
          "tr",
          "wc");

  @TempDir private Path directory;
  private MadeCheckout made;

  @BeforeEach
  void makeCheckout() throws IOException {
    made = MadeCheckout.in(directory.resolve("a checkout with spaces"));
    for (String tool : TOOLS) {
      made.link("bin/" + tool, where(tool));
    }
  }

  @Test
  void without_any_java_it_says_what_to_install() {
    ForeignProgram.Result result = run(Map.of());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text())
        .contains("paddock: no Java from 17 on was found")
        .contains("apt-get install openjdk-17-jdk-headless")
        .contains("JAVA_HOME");
  }

  @Test
  void a_java_home_that_is_too_old_does_not_stop_it_from_finding_a_newer_one() {
    Path old = made.jdk("jdk8", "1.8.0_392");
    made.jdk("jdk11", "11.0.21");
    Path good = made.jdk("jdk17", "17.0.9");

    assertThat(
            javaOf(run(Map.of("JAVA_HOME", old.toString(), "PADDOCK_JDKS", made.root() + "/jdk*"))))
        .isEqualTo(good);
  }

  @Test
  void only_too_old_ones_are_none() {
    Path old = made.jdk("jdk11", "11.0.21");

    ForeignProgram.Result result = run(Map.of("JAVA_HOME", old.toString()));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text()).contains("no Java from 17 on was found").doesNotContain("word:");
  }

  @Test
  void the_newest_is_taken_wherever_it_is() {
    Path home = made.jdk("jdk17", "17.0.9");
    Path newest = made.jdk("jdk-ea", "26-ea");
    made.jdk("jdk21", "21.0.1");

    assertThat(
            javaOf(
                run(Map.of("JAVA_HOME", home.toString(), "PADDOCK_JDKS", made.root() + "/jdk*"))))
        .isEqualTo(newest);
  }

  @Test
  void the_one_on_the_path_is_found_through_links() throws IOException {
    Path real = made.jdk("jdk21", "21.0.1");
    Files.createSymbolicLink(made.root().resolve("bin/java"), real.resolve("bin/java"));

    assertThat(javaOf(run(Map.of()))).isEqualTo(real);
  }

  @Test
  void one_that_does_not_tell_its_version_in_a_file_is_asked() throws IOException {
    String answers = "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"19.0.2\"' >&2\n";
    Path silent = made.jdk("silent", "", answers + "echo \"java: $0\"\n");
    Files.delete(silent.resolve("release"));

    assertThat(javaOf(run(Map.of("JAVA_HOME", silent.toString())))).isEqualTo(silent);
  }

  @Test
  void a_java_home_without_a_java_or_with_a_version_that_is_no_number_is_passed_over()
      throws IOException {
    Path empty = Files.createDirectories(made.root().resolve("jdk-empty"));
    made.jdk("jdk-odd", "next");
    Path good = made.jdk("jdk17", "17");

    assertThat(
            javaOf(
                run(Map.of("JAVA_HOME", empty.toString(), "PADDOCK_JDKS", made.root() + "/jdk*"))))
        .isEqualTo(good);
  }

  @Test
  void the_one_that_paddock_is_told_to_take_goes_before_newer_ones() {
    Path told = made.jdk("jdk17", "17.0.9");
    Path newer = made.jdk("jdk21", "21.0.1");

    assertThat(
            javaOf(
                run(Map.of("PADDOCK_JAVA_HOME", told.toString(), "JAVA_HOME", newer.toString()))))
        .isEqualTo(told);
  }

  @Test
  void one_that_it_is_told_to_take_and_cannot_is_refused_although_there_are_others() {
    Path newer = made.jdk("jdk21", "21.0.1");

    ForeignProgram.Result result =
        run(Map.of("PADDOCK_JAVA_HOME", "/nowhere/at/all", "JAVA_HOME", newer.toString()));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text()).contains("PADDOCK_JAVA_HOME=/nowhere/at/all is no Java from 17 on.");
  }

  @Test
  void a_java_without_a_compiler_cannot_build_and_is_told_so() throws IOException {
    Path runtime = made.jdk("jre", "21.0.1");
    Files.delete(runtime.resolve("bin/javac"));

    ForeignProgram.Result result = run(Map.of("JAVA_HOME", runtime.toString()));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text()).contains("has no compiler: install a JDK");
    assertThat(made.builds()).isZero();
  }

  @Test
  void the_words_of_the_flags_reach_the_jvm_as_they_are() {
    Path jdk = made.jdk("jdk17", "17.0.9");

    ForeignProgram.Result result =
        run(
            Map.of(
                "JAVA_HOME", jdk.toString(),
                "SERVER_JVMFLAGS", "-Da=1  -Db=/*",
                "JVMFLAGS", "-Dc=$HOME",
                "CLIENT_JVMFLAGS", "-Dclient",
                "ZK_SERVER_HEAP", "77",
                "CLASSPATH", "/more/classes"),
            "server",
            "a cfg",
            "--log-level");

    List<String> words = words(result);
    assertThat(words).contains("-Xmx77m").doesNotContain("-Dclient");
    int flags = words.indexOf("-Da=1");
    assertThat(words.subList(flags, words.size()))
        .startsWith("-Da=1", "-Db=/*", "-Dc=$HOME", "-cp")
        .endsWith("io.paddock.cli.Main", "server", "a cfg", "--log-level");
    assertThat(words.get(words.indexOf("-cp") + 1))
        .startsWith(made.root().toString())
        .endsWith("/lib/paddock-cli.jar:/more/classes");
  }

  @Test
  void other_commands_get_the_flags_of_clients() {
    Path jdk = made.jdk("jdk17", "17.0.9");

    List<String> words =
        words(
            run(
                Map.of(
                    "JAVA_HOME", jdk.toString(),
                    "SERVER_JVMFLAGS", "-Dserver",
                    "JVMFLAGS", "-Dboth",
                    "CLIENT_JVMFLAGS", "-Dclient"),
                "version"));

    assertThat(words).contains("-Dclient", "-Dboth").doesNotContain("-Dserver");
    assertThat(words).noneMatch(word -> word.startsWith("-Xmx"));
  }

  @Test
  void newer_ones_get_the_options_that_they_have() {
    made.jdk("jdk17", "17.0.9");
    String compact = "-XX:+UseCompactObjectHeaders";

    assertThat(words(run(Map.of("JAVA_HOME", made.root() + "/jdk17"), "server")))
        .doesNotContain(compact);

    made.jdk("jdk25", "25.0.1");
    assertThat(words(run(Map.of("PADDOCK_JDKS", made.root() + "/jdk*"), "server")))
        .contains(compact);
  }

  private ForeignProgram.Result run(Map<String, String> environment, String... arguments) {
    ProcessBuilder builder = made.launcher(environment, arguments);
    builder.environment().put("PATH", made.root().resolve("bin").toString());
    return Launches.run(builder);
  }

  private static Path javaOf(ForeignProgram.Result result) {
    return result
        .text()
        .lines()
        .filter(line -> line.startsWith("java: "))
        .map(line -> Path.of(line.substring("java: ".length())).resolve("../..").normalize())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no java was started: " + result.text()));
  }

  private static List<String> words(ForeignProgram.Result result) {
    return result
        .text()
        .lines()
        .filter(line -> line.startsWith("word: "))
        .map(line -> line.substring("word: ".length()))
        .toList();
  }

  private static Path where(String tool) {
    for (String place : List.of("/usr/bin", "/bin")) {
      if (Files.exists(Path.of(place, tool))) {
        return Path.of(place, tool);
      }
    }
    throw new AssertionError("no " + tool);
  }
}
