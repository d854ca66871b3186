package io.paddock.recipes.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RecipesPageTest {
  @Test
  void every_example_of_the_page_is_run() throws IOException {
    String run =
        words(
            Files.readString(
                Path.of("src/test/java/io/paddock/recipes/examples/ExamplesTest.java")));
    List<String> examples =
        Pattern.compile("(?s)```java\\n(.*?)```")
            .matcher(Files.readString(Path.of("../docs/recipes.md")))
            .results()
            .map(MatchResult::group)
            .map(block -> words(block.replace("```java", "").replace("```", "")))
            .toList();

    assertThat(examples).hasSizeGreaterThan(20).allMatch(run::contains);
  }

  private static String words(String code) {
    return code.replaceAll("\\s+", "");
  }
}
