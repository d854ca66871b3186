package io.paddock.it.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Main classes in JVMs of their own. */
public final class JavaProgram {
  private JavaProgram() {}

  /** A process that is not started yet, with the class path of these tests. */
  public static ProcessBuilder ofTests(
      Class<?> mainClass, List<String> flags, List<String> arguments) {
    return command(System.getProperty("java.class.path"), mainClass.getName(), flags, arguments);
  }

  /**
   * A process that is not started yet.
   *
   * @param mainClass the full class name
   * @param flags JVM flags
   * @param arguments what {@code main} gets
   */
  public static ProcessBuilder command(
      String classPath, String mainClass, List<String> flags, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-cp");
    line.add(classPath);
    // Without these two a short-lived JVM spends most of its life compiling.
    line.add("-XX:TieredStopAtLevel=1");
    line.add("-XX:+UseSerialGC");
    line.addAll(flags);
    line.add(mainClass);
    line.addAll(arguments);
    return new ProcessBuilder(line);
  }
}
