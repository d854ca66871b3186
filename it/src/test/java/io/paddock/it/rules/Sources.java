package io.paddock.it.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a checkout as the rules see them; a directory that a test has made is one too.
 *
 * @param root where the root pom lies
 */
record Sources(Path root) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** The checkout that these tests belong to, found upwards from the working directory. */
  static Sources checkout() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("mvnw"))) {
        return new Sources(at);
      }
    }
    throw new IllegalStateException("no mvnw above " + Path.of("").toAbsolutePath());
  }

  /** The directories of the Maven modules. */
  List<Path> modules() {
    return MODULE
        .matcher(text(root.resolve("pom.xml")))
        .results()
        .map(module -> root.resolve(module.group(1)))
        .toList();
  }

  /** All Java files of all modules, sorted. */
  List<Path> java() {
    return modules().stream()
        .map(module -> module.resolve("src"))
        .filter(Files::exists)
        .flatMap(source -> files(source, ".java").stream())
        .toList();
  }

  /** The Java files that end up in a jar, sorted. */
  List<Path> mainJava() {
    return java().stream().filter(file -> relative(file).contains("/src/main/")).toList();
  }

  /** All Markdown files, but for what was built or fetched. */
  List<Path> markdown() {
    return files(root, ".md");
  }

  /** A file's name as people say it. */
  String relative(Path file) {
    return root.relativize(file).toString();
  }

  /** The package that a Java file says it belongs to. */
  static String packageOf(Path java) {
    Matcher declared = Pattern.compile("(?m)^package ([\\w.]+);").matcher(text(java));
    return declared.find() ? declared.group(1) : "";
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static List<Path> files(Path under, String end) {
    try (Stream<Path> all = Files.walk(under)) {
      return all.filter(file -> file.toString().endsWith(end))
          .filter(file -> isOurs(under.relativize(file)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.equals("target") || (name.startsWith(".") && !name.equals(".mvn"))) {
        return false;
      }
    }
    return true;
  }
}
