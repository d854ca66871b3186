package io.paddock.it.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which server a test talks to: chosen with {@code -Dpaddock.it.server=paddock|zookeeper}. */
public enum Product {
  /** This one, started the way a user starts it: {@code ./paddock server zoo.cfg}. */
  PADDOCK,

  /** Apache ZooKeeper itself, the reference that says whether a test is right. */
  ZOOKEEPER;

  private static final String HEAP = "-Xmx256m";

  /** The product of this run; Paddock unless the property says otherwise. */
  public static Product underTest() {
    return valueOf(System.getProperty("paddock.it.server", "paddock").toUpperCase(Locale.ROOT));
  }

  /**
   * A process that is not started yet.
   *
   * @param config the {@code zoo.cfg} to run from
   * @param properties system properties of the server's JVM
   */
  public ProcessBuilder command(Path config, Map<String, String> properties) {
    List<String> flags = new ArrayList<>();
    flags.add(HEAP);
    properties.forEach((key, value) -> flags.add("-D" + key + "=" + value));
    return switch (this) {
      case PADDOCK -> paddock(config, flags);
      case ZOOKEEPER -> zookeeper(config, flags);
    };
  }

  private static ProcessBuilder paddock(Path config, List<String> flags) {
    ProcessBuilder builder =
        new ProcessBuilder(Checkout.launcher().toString(), "server", config.toString());
    builder.environment().put("SERVER_JVMFLAGS", String.join(" ", flags));
    return builder;
  }

  private static ProcessBuilder zookeeper(Path config, List<String> flags) {
    return ZooKeeperClasses.command(
        "org.apache.zookeeper.server.quorum.QuorumPeerMain", flags, List.of(config.toString()));
  }
}
