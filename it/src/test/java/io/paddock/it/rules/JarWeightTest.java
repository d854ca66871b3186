package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.paddock.client.PaddockClient;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.lock.Lock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What a program takes in with the client. */
class JarWeightTest {
  private static final long BYTES_MAX = 400_000;
  private static final long RECIPES_BYTES_MAX = 135_000;
  private static final Pattern DEPENDENCY =
      Pattern.compile("<artifactId>([a-z0-9-]+)</artifactId></dependency>");

  @Test
  void the_client_weighs_little_with_all_that_it_needs() throws Exception {
    long bytes = 0;
    for (Class<?> each : List.of(PaddockClient.class, Data.class, Logger.class, Nullable.class)) {
      bytes += Files.size(jar(each));
    }
    assertThat(bytes).isLessThan(BYTES_MAX);
    assertThat(Files.size(jar(Lock.class))).isLessThan(RECIPES_BYTES_MAX);
  }

  @Test
  void it_needs_nothing_else() throws IOException {
    assertThat(dependencies("client")).containsExactly("paddock-protocol", "slf4j-api");
    assertThat(dependencies("protocol")).isEmpty();
    assertThat(dependencies("recipes")).containsExactly("paddock-client", "slf4j-api");
  }

  @Test
  void its_stack_traces_tell_the_line() {
    Throwable thrown = catchThrowable(() -> PaddockClient.builder(""));

    assertThat(thrown.getStackTrace()[0].getClassName()).startsWith("io.paddock.");
    assertThat(thrown.getStackTrace()[0].getLineNumber()).isPositive();
  }

  private static Path jar(Class<?> one) throws URISyntaxException {
    Path jar = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(jar).as("where %s is from: run this when all is packaged", one).isRegularFile();
    return jar;
  }

  /** Those that are neither for tests nor for this project's own tools. */
  private static List<String> dependencies(String module) throws IOException {
    Path pom = Sources.checkout().root().resolve(module).resolve("pom.xml");
    return DEPENDENCY
        .matcher(Files.readString(pom))
        .results()
        .map(MatchResult::group)
        .map(each -> each.substring("<artifactId>".length(), each.indexOf("</artifactId>")))
        .toList();
  }
}
