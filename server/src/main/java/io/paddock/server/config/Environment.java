package io.paddock.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the JVM and the system say about themselves, for {@code envi} (spec/operations.md, section
 * 4).
 */
public final class Environment {
  private static final long MB = 1L << 20;
  private static final List<String> PROPERTIES =
      List.of(
          "java.version",
          "java.vendor",
          "java.home",
          "java.class.path",
          "java.library.path",
          "java.io.tmpdir",
          "java.compiler",
          "os.name",
          "os.arch",
          "os.version",
          "user.name",
          "user.home",
          "user.dir");

  private Environment() {}

  /**
   * Keys and values in the order of {@code envi}, without the version. May ask the name service: it
   * may block.
   */
  public static Map<String, String> current() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("host.name", hostName());
    for (String each : PROPERTIES) {
      values.put(each, System.getProperty(each, "<NA>"));
    }
    Runtime runtime = Runtime.getRuntime();
    values.put("os.memory.free", runtime.freeMemory() / MB + "MB");
    values.put("os.memory.max", runtime.maxMemory() / MB + "MB");
    values.put("os.memory.total", runtime.totalMemory() / MB + "MB");
    return values;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException e) {
      return "<NA>";
    }
  }
}
