package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What other people's programs may use of each library is listed in its {@code api.txt}, so that it
 * never changes unnoticed. {@code -Dpaddock.api.write} writes the files anew (CONTRIBUTING.md).
 */
public class ApiTest {
  @ParameterizedTest
  @CsvSource({
    "protocol, message path codec",
    "server, embed",
    "client, api cache PaddockClient.class PaddockClient$Builder.class transport/ClientThreads.class",
    "testkit, embedded junit script",
    "discovery, board curator health link live register select treetext value Discovery.class",
    "recipes, lock election barrier counter queue node party lease partition",
  })
  void the_public_interface_is_the_one_that_is_written_down(String module, String rooms)
      throws IOException {
    String actual = ApiText.of(Stream.of(rooms.split(" ")).flatMap(room -> types(module, room)));
    Path file = Sources.checkout().root().resolve(module).resolve("api.txt");
    if (System.getProperty("paddock.api.write") != null) {
      Files.writeString(file, actual);
    }

    assertThat(Sources.text(file))
        .as(
            "%s/api.txt; if the change is meant, write it anew as CONTRIBUTING.md says, and tell"
                + " users in CHANGELOG.md",
            module)
        .isEqualTo(actual);
  }

  @Test
  void what_can_be_used_is_listed_and_nothing_else() {
    assertThat(ApiText.of(Stream.of(ApiTest.Shown.class, ApiTest.Hidden.class, Shown.Part.class)))
        .isEqualTo(
            """
            class io.paddock.it.rules.ApiTest.Shown<T> is java.util.ArrayList<T>, java.util.function.Supplier<T> abstract
              get(): T
              new(@Nullable String, int)
              protected static many(java.util.List<? extends Number>) throws java.io.IOException: java.util.Optional<String>
              static LIMIT: int

            record io.paddock.it.rules.ApiTest.Shown.Part final
              limit(): int
              new(int)
            """);
  }

  @Test
  void a_planted_change_changes_the_text() {
    String before = ApiText.of(Stream.of(Before.Door.class)).replace("Before", "X");
    String after = ApiText.of(Stream.of(After.Door.class)).replace("After", "X");

    assertThat(before.lines().toList()).contains("  open(String): int");
    assertThat(after.lines().toList()).contains("  open(@Nullable String): int");
  }

  private static Stream<Class<?>> types(String module, String room) {
    Path classes =
        Sources.checkout()
            .root()
            .resolve(module)
            .resolve("target/classes/io/paddock/" + module + "/" + room);
    return new ClassFileImporter().importPath(classes).stream().map(JavaClass::reflect);
  }

  /** Looked at by the test. */
  public abstract static class Shown<T> extends ArrayList<T> implements Supplier<T> {
    @Serial private static final long serialVersionUID = 1;

    /** Shown. */
    public static final int LIMIT = 3;

    /** Shown. */
    public Shown(@Nullable String text, int number) {
      super(text == null ? number : 0);
    }

    @Override
    public T get() {
      return remove(0);
    }

    /** Shown. */
    protected static Optional<String> many(List<? extends Number> numbers) throws IOException {
      if (numbers.isEmpty()) {
        throw new IOException();
      }
      return Optional.empty();
    }

    /** Shown. */
    public record Part(int limit) {}
  }

  /** Not visible. */
  static final class Hidden {
    private Hidden() {}
  }

  /** One version. */
  public static final class Before {
    private Before() {}

    /** A door. */
    public interface Door {
      /** Opens. */
      int open(String key);
    }
  }

  /** Another version. */
  public static final class After {
    private After() {}

    /** A door. */
    public interface Door {
      /** Opens. */
      int open(@Nullable String key);
    }
  }
}
