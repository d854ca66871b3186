package io.paddock.cli;

import io.paddock.server.config.ConfigException;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.ServerConfigBuilder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code paddock server} was told. Thread: its owner's. */
final class ServerOptions {
  private static final int SHORT_FORM_MIN = 2;
  private static final int SHORT_FORM_MAX = 4;
  private static final List<String> SHORT_FORM =
      List.of("clientPort", "dataDir", "tickTime", "maxClientCnxns");

  @Parameters(
      index = "0..3",
      arity = "0..4",
      paramLabel = "zoo.cfg | port dataDir [tickTime [maxClientCnxns]]",
      hideParamSyntax = true,
      description = "A ZooKeeper configuration file, or ZooKeeper's short form without one.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port for clients; 0 takes any free one. Default: 2181.")
  private @Nullable String port;

  @Option(
      names = "--address",
      paramLabel = "HOST",
      description = "Address for clients; 0.0.0.0 is all. Default: 127.0.0.1 without a file.")
  private @Nullable String address;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the data is kept. Default: ./data.")
  private @Nullable String dataDir;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "${COMPLETION-CANDIDATES}. Default: INFO.")
  private @Nullable LogLevel logLevel;

  /** How much Paddock's own log says, or null to leave that to the log's configuration. */
  @Nullable LogLevel logLevel() {
    return logLevel;
  }

  /** The settings; {@link ConfigException} if they cannot be used. */
  ServerConfig config(Properties system) {
    ServerConfigBuilder builder = ServerConfig.builder().systemProperties(system);
    if (words.isEmpty()) {
      builder.host("127.0.0.1").port(2181).dataDir(Path.of("data"));
    } else if (words.size() < SHORT_FORM_MIN) {
      builder.file(path(words.get(0)));
    } else {
      for (int i = 0; i < Math.min(SHORT_FORM_MAX, words.size()); i++) {
        builder.set(SHORT_FORM.get(i), words.get(i));
      }
    }
    set(builder, "clientPort", port, "--port");
    set(builder, "clientPortAddress", address, "--address");
    set(builder, "dataDir", dataDir, "--data-dir");
    return builder.build();
  }

  private static void set(
      ServerConfigBuilder builder, String key, @Nullable String value, String option) {
    if (value != null) {
      builder.set(key, value, option);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(text + ": is no path", e);
    }
  }
}
