package io.paddock.it.process;

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
    List<String> all = new ArrayList<>(List.of("-Dlogback.configurationFile=server-logback.xml"));
    all.addAll(flags);
    return JavaProgram.command(System.getProperty("java.class.path"), mainClass, all, arguments);
  }
}
