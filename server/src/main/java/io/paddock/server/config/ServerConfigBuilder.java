package io.paddock.server.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings made in a program. Thread: its user's. */
public final class ServerConfigBuilder {
  private @Nullable String host;
  private int port;
  private Path dataDir = Path.of("data");
  private int tickTimeMs = 3000;

  ServerConfigBuilder() {}

  /** Address to bind, or null for all; all unless said. */
  public ServerConfigBuilder host(@Nullable String host) {
    this.host = host;
    return this;
  }

  /** Port for plain clients; 0, the default here, takes any free one. */
  public ServerConfigBuilder port(int port) {
    this.port = port;
    return this;
  }

  /** Where the data is kept; {@code data} in the working directory unless said. */
  public ServerConfigBuilder dataDir(Path dataDir) {
    this.dataDir = dataDir;
    return this;
  }

  /** The unit of time; 3000 unless said. */
  public ServerConfigBuilder tickTimeMs(int tickTimeMs) {
    this.tickTimeMs = tickTimeMs;
    return this;
  }

  /** The settings. */
  public ServerConfig build() {
    Path dir = dataDir.toAbsolutePath().normalize();
    return new ServerConfig(
        new ClientPortConfig(host, port, -1, false),
        new SessionConfig(tickTimeMs, 2 * tickTimeMs, 20 * tickTimeMs, 10_000),
        new LimitsConfig(1_048_575, 2_097_150, 60, 0, 1000, 1000, 16 << 20, 128L << 20),
        new LedgerConfig(
            dir, dir, true, 1000, 64L << 20, new SnapshotConfig(100_000, 4L << 30, 3, 0)),
        new FeatureConfig(
            false, false, false, false, new FeatureConfig.ContainerConfig(60_000, 10_000, 0)),
        new AuthConfig(true, "SHA1", null, Set.of(), null, false),
        new ThreadsConfig(Runtime.getRuntime().availableProcessors()),
        Set.copyOf(Arrays.asList(FourLetterWord.values())),
        new EnsembleConfig(0, List.of(), 0, 0),
        List.of());
  }
}
