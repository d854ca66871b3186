package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowsTest {
  private static final Rooms ROOMS =
      Rooms.of(Sources.text(Sources.checkout().root().resolve("ARCHITECTURE.md")));

  @TempDir private Path directory;

  @Test
  void packages_import_only_what_the_architecture_says() {
    assertThat(ROOMS.violations(Compiled.imports(Compiled.product()))).isEmpty();
  }

  @Test
  void the_arrows_have_no_cycle() {
    assertThat(ROOMS.cycle()).isEmpty();
  }

  @Test
  void a_planted_import_against_the_arrows_is_found() throws IOException {
    JavaClasses planted =
        Compiled.planted(
            directory,
            "package io.paddock.state.tree; public class Leaf { io.paddock.server.net.Wire wire; }",
            "package io.paddock.server.net; public class Wire {}");

    assertThat(
            Rooms.of("| `state.tree` | – |\n| `server.net` | `state.tree` |")
                .violations(Compiled.imports(planted)))
        .singleElement()
        .asString()
        .startsWith("state.tree imports server.net (Leaf uses Wire)");
  }

  @Test
  void a_planted_import_of_the_parent_is_found_even_where_a_row_allows_it() throws IOException {
    JavaClasses planted =
        Compiled.planted(
            directory,
            "package io.paddock.bench.wire; public class Leaf { io.paddock.bench.Door door; }",
            "package io.paddock.bench; public class Door {}");

    assertThat(
            Rooms.of("| `bench` | – |\n| `bench.wire` | `bench` |")
                .violations(Compiled.imports(planted)))
        .containsExactly("bench.wire imports its parent bench (Leaf uses Door)");
  }

  @Test
  void a_planted_package_without_a_row_and_a_row_without_a_package_are_found() {
    assertThat(
            Rooms.of("| `state.tree` | – |").violations(Map.of("io.paddock.state.bush", Map.of())))
        .containsExactly(
            "state.bush has no row in ARCHITECTURE.md",
            "state.tree has a row in ARCHITECTURE.md, but there is no such package");
  }

  @Test
  void a_planted_cycle_is_found() {
    String rows = "| `a` | `b` |\n| `b` | `c` |\n| `c` | `a` |";

    assertThat(Rooms.of(rows).cycle()).containsExactly("a", "b", "c", "a");
  }

  @Test
  void what_a_whole_module_may_import_holds_for_each_of_its_rooms() {
    String rows = "| `state.*` | `protocol.path` |\n| `state.tree` | – |\n| `protocol.path` | – |";

    assertThat(
            Rooms.of(rows)
                .violations(
                    Map.of(
                        "io.paddock.state.tree",
                        Map.of("io.paddock.protocol.path", "Tree uses PathRules"),
                        "io.paddock.protocol.path",
                        Map.of())))
        .isEmpty();
  }
}
