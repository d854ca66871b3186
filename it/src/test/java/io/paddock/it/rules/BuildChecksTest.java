package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the checks of the root pom are on and fail a build, each shown by a planted violation. */
class BuildChecksTest {
  /** The first JDK on which the formatter does not start; the build leaves it out there. */
  private static final int FORMATTER_END = 25;

  @TempDir private static Path root;

  private static String said = "";
  private static int exitCode;

  @BeforeAll
  static void build() throws IOException {
    PlantedBuild build = new PlantedBuild(root);
    String class_ = "package planted;\n\n/** Planted. */\n";
    build.module("sound", class_ + "final class Planted {}\n");
    build.module(
        "mistakes",
        class_
            + "final class Planted {\n"
            + "  void forgets() {\n    new IllegalStateException(\"not thrown\");\n  }\n\n"
            + "  String nothing() {\n    return null;\n  }\n}\n");
    build.module(
        "warnings",
        class_
            + "final class Planted {\n"
            + "  public String toString() {\n    return \"\";\n  }\n}\n");
    build.module(
        "lint",
        class_
            + "final class Planted {\n"
            + "  java.util.List raw() {\n    return java.util.List.of();\n  }\n}\n");
    build.module("format", class_ + "final  class Planted { }\n");
    build.needing("shared-1", "shared", "1");
    build.needing("shared-2", "shared", "2");
    build.needing("left", "left", "1", "shared:1");
    build.needing("right", "right", "1", "shared:2");
    build.needing("diverging", "diverging", "1", "left:1", "right:1");
    var result = build.run();
    said = result.text();
    exitCode = result.exitCode();
  }

  @Test
  void what_breaks_no_rule_passes_and_the_build_as_a_whole_does_not() {
    assertThat(outcome("sound")).isEqualTo("SUCCESS");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void a_mistake_that_error_prone_knows_fails() {
    assertThat(outcome("mistakes")).isEqualTo("FAILURE");
    assertThat(said).contains("mistakes/src/main/java/planted/Planted.java:[6,5] [DeadException]");
  }

  @Test
  void a_null_where_none_may_be_fails() {
    assertThat(said).contains("mistakes/src/main/java/planted/Planted.java:[10,5] [NullAway]");
  }

  @Test
  void a_warning_of_the_compiler_or_of_error_prone_fails() {
    assertThat(outcome("lint")).isEqualTo("FAILURE");
    assertThat(outcome("warnings")).isEqualTo("FAILURE");
    assertThat(said)
        .contains("lint/src/main/java/planted/Planted.java:[5,12] found raw type")
        .contains("warnings/src/main/java/planted/Planted.java:[5,17] [MissingOverride]")
        .contains("warnings found and -Werror specified");
  }

  @Test
  void a_file_that_is_formatted_otherwise_fails() {
    assumeTrue(
        Runtime.version().feature() < FORMATTER_END,
        "left out: the formatter needs a JDK below 25");
    assertThat(outcome("format")).isEqualTo("FAILURE");
    assertThat(said).contains("The following files had format violations");
  }

  @Test
  void a_dependency_in_two_versions_fails() {
    assertThat(outcome("diverging")).isEqualTo("FAILURE");
    assertThat(said).contains("Dependency convergence error for planted:shared");
  }

  /** How Maven's summary says that a module ended. */
  private static String outcome(String module) {
    return said.lines()
        .filter(line -> line.startsWith("[INFO] planted in " + module + " "))
        .filter(line -> line.contains(" .."))
        .map(line -> line.replaceFirst(".*\\.\\. (\\w+).*", "$1"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no outcome of " + module + " in:\n" + said));
  }
}
