package io.paddock.it.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server is started with, without its address and directories.
 *
 * @param product which server it is
 * @param settings lines of {@code zoo.cfg}
 * @param properties system properties of its JVM
 * @param environment what its process finds in its environment, besides what ours has
 */
public record ServerSetup(
    Product product,
    Map<String, String> settings,
    Map<String, String> properties,
    Map<String, String> environment) {
  /** Password of the super user in {@link #usual()}: {@code super:secret}. */
  public static final String SUPER_AUTH = "super:secret";

  private static final String SUPER_DIGEST = "super:lK75jTNcA+U9vtVEw5vB51mj/w4=";

  /** Copies the maps. */
  public ServerSetup {
    settings = Map.copyOf(settings);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** Nothing but what the product under test cannot do without; every default is the product's. */
  public static ServerSetup plain() {
    return new ServerSetup(
        Product.underTest(),
        Map.of("tickTime", "2000", "admin.enableServer", "false"),
        Map.of(),
        Map.of());
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

  /** The same for this product, whichever is under test. */
  public ServerSetup of(Product which) {
    return new ServerSetup(which, settings, properties, environment);
  }

  /** The same with one more line in {@code zoo.cfg}. */
  public ServerSetup with(String key, String value) {
    return new ServerSetup(product, more(settings, key, value), properties, environment);
  }

  /** The same with one more system property. */
  public ServerSetup withProperty(String key, String value) {
    return new ServerSetup(product, settings, more(properties, key, value), environment);
  }

  /** The same with one more variable in the environment of the process. */
  public ServerSetup withVariable(String key, String value) {
    return new ServerSetup(product, settings, properties, more(environment, key, value));
  }

  private static Map<String, String> more(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}
