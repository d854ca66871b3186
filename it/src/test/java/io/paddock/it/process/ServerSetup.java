package io.paddock.it.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server is started with, without its address and directories.
 *
 * @param settings lines of {@code zoo.cfg}
 * @param properties system properties of its JVM
 */
public record ServerSetup(Map<String, String> settings, Map<String, String> properties) {
  /** Password of the super user in {@link #usual()}: {@code super:secret}. */
  public static final String SUPER_AUTH = "super:secret";

  private static final String SUPER_DIGEST = "super:lK75jTNcA+U9vtVEw5vB51mj/w4=";

  /** Copies both maps. */
  public ServerSetup {
    settings = Map.copyOf(settings);
    properties = Map.copyOf(properties);
  }

  /** Nothing but what the server cannot do without; every default is the product's. */
  public static ServerSetup plain() {
    return new ServerSetup(Map.of("tickTime", "2000", "admin.enableServer", "false"), Map.of());
  }

  /**
   * Short ticks, so that waiting for time is quick; every feature that is off by default is on; a
   * super user; every four-letter word.
   */
  public static ServerSetup usual() {
    return plain()
        .with("tickTime", "200")
        .with("maxSessionTimeout", "60000")
        .with("maxClientCnxns", "0")
        .with("extendedTypesEnabled", "true")
        .with("enforceQuota", "true")
        .with("4lw.commands.whitelist", "*")
        .with("DigestAuthenticationProvider.superDigest", SUPER_DIGEST)
        .withProperty("znode.container.checkIntervalMs", "300");
  }

  /** The same with one more line in {@code zoo.cfg}. */
  public ServerSetup with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new ServerSetup(more, properties);
  }

  /** The same with one more system property. */
  public ServerSetup withProperty(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(key, value);
    return new ServerSetup(settings, more);
  }
}
