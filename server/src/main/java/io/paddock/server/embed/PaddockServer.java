package io.paddock.server.embed;

import io.paddock.server.boot.RunningServer;
import io.paddock.server.boot.ServerBoot;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.config.ServerConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A server in this JVM. As many as wanted run side by side, each with its own directory and port.
 *
 * <pre>{@code
 * try (PaddockServer server = PaddockServer.builder().dataDir(dir).start()) {
 *   use(server.connectString());
 * }
 * }</pre>
 *
 * <p>Thread: any.
 */
public final class PaddockServer implements AutoCloseable {
  private final RunningServer running;

  private PaddockServer(RunningServer running) {
    this.running = running;
  }

  /**
   * Settings with their defaults: any free port of the loopback address. The directory must be
   * given.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Where clients connect, with the actual port. */
  public InetSocketAddress address() {
    return running.address();
  }

  /**
   * Where only encrypted clients connect, with the actual port, or null without {@code
   * secureClientPort}.
   */
  public @Nullable InetSocketAddress secureAddress() {
    return running.secureAddress();
  }

  /** What a client takes as the address of its servers: {@code host:port}. */
  public String connectString() {
    InetAddress bound = address().getAddress();
    InetAddress reachable = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    String host = reachable.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address().getPort();
  }

  /**
   * Completes when clients are served for the first time: at once for a standalone server; for a
   * member of an ensemble when there is a leader and this server has what was decided before. Never
   * if it stops before that.
   */
  public CompletionStage<Void> serving() {
    return running.serving();
  }

  /**
   * Completes when the server has stopped: with a message if it could not go on, empty if it was
   * closed.
   */
  public CompletionStage<Optional<String>> stopped() {
    return running.stopped();
  }

  /**
   * Stops serving, closes all connections and files. The sessions are on disk and live on after the
   * next start.
   */
  @Override
  public void close() {
    running.close();
  }

  /** Collects settings. Thread: its user's. */
  public static final class Builder {
    private final ServerConfigBuilder config =
        ServerConfig.builder().host(InetAddress.getLoopbackAddress().getHostAddress()).port(0);

    private Builder() {}

    /** Where the data is kept; it is made if it is missing. */
    public Builder dataDir(Path dataDir) {
      config.dataDir(dataDir);
      return this;
    }

    /** The port; 0, the default, takes any free one. */
    public Builder port(int port) {
      config.port(port);
      return this;
    }

    /** The address to bind; the loopback address unless said. */
    public Builder host(String host) {
      config.host(host);
      return this;
    }

    /** The unit of session times, ms; the least session timeout is twice this. */
    public Builder tickTimeMs(int tickTimeMs) {
      config.tickTimeMs(tickTimeMs);
      return this;
    }

    /** Any other setting by its key in {@code zoo.cfg}. */
    public Builder set(String key, String value) {
      config.set(key, value);
      return this;
    }

    /**
     * Starts the server and returns when it serves; a member of an ensemble returns before, because
     * the others may start later: {@link PaddockServer#serving}.
     *
     * @throws IOException if it cannot; the message says what and where
     */
    public PaddockServer start() throws IOException {
      return new PaddockServer(ServerBoot.start(config.build()));
    }
  }
}
