package io.paddock.bench.compare;

import io.paddock.bench.load.SrvrAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a running server is.
 *
 * @param name as in the table
 * @param version what it answers to the word {@code srvr}
 * @param java version of the JDK that runs it
 */
record ServerFacts(String name, String version, String java) {
  private static final String UNKNOWN = "unknown";
  private static final String RELEASE_LINE = "JAVA_VERSION=";

  /** Of a side that never came up. */
  static ServerFacts unknown(String name) {
    return new ServerFacts(name, UNKNOWN, UNKNOWN);
  }

  /** The first server of a set speaks for all. */
  static ServerFacts of(ServerSet servers) {
    ServerProcess first = servers.members().get(0);
    String version = SrvrAnswer.ask(first.address()).version();
    return new ServerFacts(servers.name(), version, java(first.pid()));
  }

  String text() {
    return name + " " + version + ", JDK " + java;
  }

  private static String java(long pid) {
    try {
      Path executable = Path.of("/proc", Long.toString(pid), "exe").toRealPath();
      return releaseIn(Files.readString(executable.resolve("../../release").normalize()));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** The version in the {@code release} file of a JDK. */
  static String releaseIn(String release) {
    return release
        .lines()
        .filter(line -> line.startsWith(RELEASE_LINE))
        .map(line -> line.substring(RELEASE_LINE.length()).replace("\"", ""))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
