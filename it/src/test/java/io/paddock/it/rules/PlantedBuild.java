package io.paddock.it.rules;

import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.ScriptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A build with the root pom of this checkout and other modules, each of which breaks a rule of the
 * build. Thread: its test's.
 */
final class PlantedBuild {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private final Path root;
  private final Map<String, String> files = new TreeMap<>();
  private final List<String> modules = new ArrayList<>(List.of("bom"));

  PlantedBuild(Path root) {
    this.root = root;
  }

  /** Adds a module with one class, {@code Planted}, in a package that is {@code @NullMarked}. */
  void module(String name, String planted) {
    pom(name, name, "1", "jar", "");
    String directory = name + "/src/main/java/planted/";
    files.put(directory + "Planted.java", planted);
    files.put(
        directory + "package-info.java",
        "@NullMarked\npackage planted;\n\nimport org.jspecify.annotations.NullMarked;\n");
  }

  /** Adds a module without a class that needs others, each {@code artifact:version}. */
  void needing(String directory, String artifact, String version, String... needed) {
    StringBuilder dependencies = new StringBuilder();
    for (String each : needed) {
      String[] parts = each.split(":", 2);
      dependencies.append(
          "<dependency><groupId>planted</groupId><artifactId>%s</artifactId><version>%s</version><type>pom</type></dependency>"
              .formatted(parts[0], parts[1]));
    }
    pom(directory, artifact, version, "pom", dependencies.toString());
  }

  private void pom(
      String directory, String artifact, String version, String packaging, String dependencies) {
    modules.add(directory);
    files.put(
        directory + "/pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>io.paddock</groupId>
            <artifactId>paddock-parent</artifactId>
            <version>%s</version>
          </parent>
          <groupId>planted</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <packaging>%s</packaging>
          <name>planted in %s</name>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(VERSION, artifact, version, packaging, directory, dependencies));
  }

  /** Runs every check on every module; what Maven said, and its exit code. */
  ForeignProgram.Result run() throws IOException {
    Path checkout = Sources.checkout().root();
    copy(checkout, ".mvn");
    copy(checkout, "mvnw");
    copy(checkout, "bom/pom.xml");
    String listed = "<module>" + String.join("</module><module>", modules) + "</module>";
    files.put(
        "pom.xml",
        Sources.text(checkout.resolve("pom.xml"))
            .replaceFirst("(?s)<modules>.*</modules>", "<modules>" + listed + "</modules>")
            .replace("${project.version}", VERSION));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                root.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-fae",
                "-Dstyle.color=never",
                "-Dmaven.test.skip",
                "verify"));
    // Where the build that runs this test keeps its artifacts, which holds all that this one needs.
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
      command.add("-o");
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return ForeignProgram.run(builder, "");
  }

  private void copy(Path checkout, String name) throws IOException {
    try (Stream<Path> all = Files.walk(checkout.resolve(name))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(checkout.relativize(each).toString());
        Files.createDirectories(to.getParent());
        ScriptFile.copy(each, to);
      }
    }
  }
}
