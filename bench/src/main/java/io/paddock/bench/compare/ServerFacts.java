package io.paddock.bench.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.paddock.bench.load.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
  private static final String VERSION_LINE = "Zookeeper version: ";
  private static final String RELEASE_LINE = "JAVA_VERSION=";
  private static final int TIMEOUT_MS = 5_000;

  /** Of a side that never came up. */
  static ServerFacts unknown(String name) {
    return new ServerFacts(name, UNKNOWN, UNKNOWN);
  }

  static ServerFacts of(ServerProcess server) {
    return new ServerFacts(server.name(), version(server.target()), java(server.pid()));
  }

  String text() {
    return name + " " + version + ", JDK " + java;
  }

  private static String version(Target target) {
    InetSocketAddress address = target.endpoints().addresses().get(0);
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write("srvr".getBytes(US_ASCII));
      return versionIn(new String(socket.getInputStream().readAllBytes(), US_ASCII));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** The version in an answer to {@code srvr}, without the commit and the build time behind it. */
  static String versionIn(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith(VERSION_LINE))
        .map(line -> line.substring(VERSION_LINE.length()).split("[-,]", 2)[0])
        .findFirst()
        .orElse(UNKNOWN);
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
