package io.paddock.it.launcher;

import io.paddock.it.process.ForeignProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs launchers in an environment of which nothing is inherited but the path. */
final class Launches {
  private static final List<String> ABOUT_JAVA =
      List.of(
          "JAVA_HOME",
          "PADDOCK_JAVA_HOME",
          "PADDOCK_DIST",
          "JVMFLAGS",
          "SERVER_JVMFLAGS",
          "CLIENT_JVMFLAGS",
          "ZK_SERVER_HEAP",
          "CLASSPATH",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS");

  private Launches() {}

  /**
   * A script with arguments. Signals have their usual meaning, which a test run in the background
   * would else have lost.
   */
  static ProcessBuilder of(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(ABOUT_JAVA);
    environment.put("PADDOCK_JDKS", "");
    return builder;
  }

  /** Runs it to its end. */
  static ForeignProgram.Result run(ProcessBuilder builder) {
    return ForeignProgram.run(builder, "");
  }
}
