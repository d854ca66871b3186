package io.paddock.it.launcher;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.ScriptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory that the launcher takes for a checkout: the real script, a source, a pretended Maven
 * wrapper that copies a finished distribution instead of building one, and pretended JDKs.
 *
 * @param root where the script lies
 */
record MadeCheckout(Path root) {
  private static final String RELEASE = "JAVA_VERSION=\"%s\"\n";

  /** What a pretended JVM does: says who it is and with which words, one a line. */
  private static final String SAY_WORDS =
      """
      #!/bin/sh
      echo "java: $0"
      for word in "$@"; do echo "word: $word"; done
      """;

  private static final String COPY =
      """
      #!/bin/sh
      echo "[INFO] Building Paddock protocol 0.1.0-SNAPSHOT                      [1/2]"
      echo run >> '%1$s/builds'
      mkdir -p '%1$s/cli/target/run' && cp -R '%2$s' '%1$s/cli/target/run/paddock.new' || exit 1
      rm -rf '%1$s/cli/target/run/paddock'
      mv '%1$s/cli/target/run/paddock.new' '%1$s/cli/target/run/paddock'
      wc -l < '%1$s/builds' > '%1$s/cli/target/run/paddock/.built'
      """;

  /** One whose builds come out as the distribution in {@code built}. */
  static MadeCheckout in(Path root, Path built) {
    try {
      Files.createDirectories(root.resolve("cli/src/main"));
      Files.createDirectories(root.resolve(".mvn"));
      ScriptFile.copy(Checkout.launcher(), root.resolve("paddock"));
      Files.writeString(root.resolve("pom.xml"), "<project/>");
      Files.writeString(root.resolve("cli/src/main/Some.java"), "");
      MadeCheckout made = new MadeCheckout(root);
      made.script("mvnw", COPY.formatted(root, built));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One whose builds come out as a distribution that holds nothing, for pretended JVMs. */
  static MadeCheckout in(Path root) {
    try {
      Path empty = root.resolveSibling("empty distribution");
      Files.createDirectories(empty.resolve("lib"));
      Files.writeString(empty.resolve("lib/paddock-cli.jar"), "");
      return in(root, empty);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an executable file. */
  Path script(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      ScriptFile.write(file, text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a link, unless there is one. */
  void link(String name, Path to) {
    try {
      Path link = root.resolve(name);
      Files.createDirectories(link.getParent());
      if (!Files.isSymbolicLink(link)) {
        Files.createSymbolicLink(link, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pretended JDK of this version that says who it is and what it was told. */
  Path jdk(String name, String version) {
    return jdk(name, version, SAY_WORDS);
  }

  /** A pretended JDK whose {@code java} is this script. */
  Path jdk(String name, String version, String java) {
    try {
      script(name + "/bin/java", java);
      link(name + "/bin/javac", Path.of("java"));
      Files.writeString(root.resolve(name + "/release"), RELEASE.formatted(version));
      return root.resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launcher with these arguments, which sees no Java but those it is told of. */
  ProcessBuilder launcher(String... arguments) {
    return Launches.of(root.resolve("paddock"), arguments);
  }

  /** The same, told where to look for JDKs. */
  ProcessBuilder launcher(Map<String, String> environment, String... arguments) {
    ProcessBuilder builder = launcher(arguments);
    builder.environment().putAll(environment);
    return builder;
  }

  /** How often the wrapper was run. */
  int builds() {
    return lines("builds").size();
  }

  /** A file's lines, none if it is not there. */
  List<String> lines(String name) {
    Path file = root.resolve(name);
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a source newer than everything that was built. */
  void change() {
    try {
      Files.setLastModifiedTime(
          root.resolve("cli/src/main/Some.java"), FileTime.from(Instant.now().plusSeconds(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The copies of builds that are kept for those who run from them, sorted. */
  List<String> copies() {
    try (Stream<Path> all = Files.list(root.resolve(".build"))) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("run-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
