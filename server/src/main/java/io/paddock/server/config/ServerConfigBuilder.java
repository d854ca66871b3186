package io.paddock.server.config;

import io.paddock.server.config.SettingValues.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects settings from a program, from system properties, from a {@code zoo.cfg}. Of two values
 * for one key the later call wins, so the order that ZooKeeper has is: system properties, file,
 * command line.
 *
 * <p>Thread: its user's.
 */
public final class ServerConfigBuilder {
  private final SettingValues values = new SettingValues();
  private final List<String> notices = new ArrayList<>();
  private @Nullable Path configFile;

  ServerConfigBuilder() {}

  /** Address to bind; all addresses unless said. */
  public ServerConfigBuilder host(String host) {
    return set(WorkingSetting.CLIENT_PORT_ADDRESS.key(), host);
  }

  /** Port for plain clients; 0 takes any free one. */
  public ServerConfigBuilder port(int port) {
    return set(WorkingSetting.CLIENT_PORT.key(), Integer.toString(port));
  }

  /** Where the data is kept. */
  public ServerConfigBuilder dataDir(Path dataDir) {
    return set(WorkingSetting.DATA_DIR.key(), dataDir.toString());
  }

  /** The unit of time; 3000 unless said. */
  public ServerConfigBuilder tickTimeMs(int tickTimeMs) {
    return set(WorkingSetting.TICK_TIME.key(), Integer.toString(tickTimeMs));
  }

  /**
   * Any setting, under its key in {@code zoo.cfg}, or under its full name if it is only a system
   * property in ZooKeeper ({@code jute.maxbuffer}). Here an unknown key is an error.
   */
  public ServerConfigBuilder set(String key, String value) {
    return set(key, value, key);
  }

  /** The same; {@code where} stands for the key in messages, such as {@code --port}. */
  public ServerConfigBuilder set(String key, String value, String where) {
    if (Settings.inFile(key) == null && Settings.onlyProperty(key) == null) {
      throw new ConfigException(where + ": there is no setting " + key);
    }
    values.put(key, new Given(value.trim(), where));
    return this;
  }

  /** Those of the JVM's system properties that a server knows. */
  public ServerConfigBuilder systemProperties() {
    return systemProperties(System.getProperties());
  }

  /**
   * Those of {@code properties} that a server knows: {@code zookeeper.<key>} and some under their
   * own names.
   */
  public ServerConfigBuilder systemProperties(Properties properties) {
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      String key = Settings.keyOfProperty(name);
      String value = properties.getProperty(name, "").trim();
      if (key != null) {
        values.put(key, new Given(value, "-D" + name));
      } else if (name.startsWith("zookeeper.")) {
        notices.add(ofStrayProperty(name));
      }
    }
    return this;
  }

  /** The keys of a {@code zoo.cfg}. A file that cannot be read, or is malformed, is an error. */
  public ServerConfigBuilder file(Path file) {
    configFile = file;
    Map<String, Integer> lines = new HashMap<>();
    for (ZooCfg.Entry each : ZooCfg.read(file)) {
      Integer before = lines.put(each.key(), each.line());
      String at = file + ":" + each.line() + ": ";
      if (before != null) {
        notices.add(at + each.key() + " is also on line " + before + "; the last one counts.");
      }
      String problem = problemInFile(each.key());
      if (problem == null) {
        values.put(each.key(), new Given(each.value(), at + each.key()));
      } else {
        notices.add(at + each.key() + " " + problem);
      }
    }
    return this;
  }

  /**
   * Settings, checked against the table and each other; {@link ConfigException} if they cannot be
   * used.
   */
  public ServerConfig build() {
    return new ConfigAssembly(values, notices, configFile).build();
  }

  private static @Nullable String problemInFile(String key) {
    if (Settings.inFile(key) != null) {
      return null;
    }
    return Settings.onlyProperty(key) != null
        ? "has no effect here: it only works as system property -D" + key + "."
        : "has no effect: Paddock does not know this key.";
  }

  private static String ofStrayProperty(String name) {
    String key = name.substring("zookeeper.".length());
    return Settings.inFile(key) == null
        ? "-D" + name + " has no effect: Paddock does not know this property."
        : "-D" + name + " has no effect: " + key + " only works in zoo.cfg.";
  }
}
