package io.paddock.it.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of Apache ZooKeeper's own jar in a JVM of its own. */
public final class ZooKeeperClasses {
  private ZooKeeperClasses() {}

  /**
   * A process that is not started yet.
   *
   * @param mainClass the full class name
   * @param flags JVM flags
   * @param arguments what {@code main} gets
   */
  public static ProcessBuilder command(
      String mainClass, List<String> flags, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add("-Dlogback.configurationFile=server-logback.xml");
    // Without these two a short-lived JVM spends most of its life compiling.
    line.add("-XX:TieredStopAtLevel=1");
    line.add("-XX:+UseSerialGC");
    line.addAll(flags);
    line.add(mainClass);
    line.addAll(arguments);
    return new ProcessBuilder(line);
  }
}
