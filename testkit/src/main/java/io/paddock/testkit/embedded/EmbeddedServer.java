package io.paddock.testkit.embedded;

import io.paddock.server.embed.PaddockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server for tests. It forgets its data when it is closed, and keeps data and port over a {@link
 * #restart()}.
 *
 * <pre>{@code
 * try (EmbeddedServer server = EmbeddedServer.start()) {
 *   use(server.connectString());
 * }
 * }</pre>
 *
 * <p>Quick ticks (100 ms), so that sessions can be short; no limit on connections from one address;
 * all four-letter words answered.
 *
 * <p>Thread: one at a time.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final int TICK_MS = 100;
  private static final int TRIES_MAX = 5;

  private final Path dataDir;
  private final Map<String, String> settings;
  private @Nullable PaddockServer server;
  private int port;

  private EmbeddedServer(Path dataDir, Map<String, String> settings) {
    this.dataDir = dataDir;
    this.settings = settings;
  }

  /** Starts a server with the usual settings for tests. */
  public static EmbeddedServer start() {
    return start(Map.of());
  }

  /**
   * Starts a server.
   *
   * @param settings keys of {@code zoo.cfg} and their values, over those usual for tests
   */
  public static EmbeddedServer start(Map<String, String> settings) {
    EmbeddedServer embedded = create(settings);
    embedded.startAgain();
    return embedded;
  }

  /** A server that is not running yet, with a directory of its own. */
  static EmbeddedServer create(Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("tickTime", Integer.toString(TICK_MS));
    all.put("minSessionTimeout", Integer.toString(2 * TICK_MS));
    all.put("maxSessionTimeout", "60000");
    all.put("maxClientCnxns", "0");
    all.put("4lw.commands.whitelist", "*");
    all.putAll(settings);
    try {
      return new EmbeddedServer(Files.createTempDirectory("paddock"), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server that was stopped, on the same port and data. */
  public void startAgain() {
    if (server != null) {
      throw new IllegalStateException("it is running");
    }
    try {
      PaddockServer started = port == 0 ? startSomewhere() : startAt(port);
      server = started;
      port = started.address().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Not at any free port: while this is stopped an outgoing connection may be given such a one.
  private PaddockServer startSomewhere() throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return startAt(MemberPorts.freePort());
      } catch (BindException taken) {
        if (tries == TRIES_MAX) {
          throw taken;
        }
      }
    }
  }

  private PaddockServer startAt(int chosen) throws IOException {
    PaddockServer.Builder builder = PaddockServer.builder().dataDir(dataDir).port(chosen);
    settings.forEach(builder::set);
    return builder.start();
  }

  /** Stops the server; the data stays. */
  public void stop() {
    PaddockServer running = server;
    if (running != null) {
      server = null;
      running.close();
    }
  }

  /** Stops the server and starts it again on the same port and data. */
  public void restart() {
    stop();
    startAgain();
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return server != null;
  }

  /** The running server. */
  public PaddockServer server() {
    PaddockServer running = server;
    if (running == null) {
      throw new IllegalStateException("it is stopped");
    }
    return running;
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return server().address();
  }

  /** What a client takes as the address of its servers: {@code host:port}. */
  public String connectString() {
    return server().connectString();
  }

  /** Where the data is. */
  public Path dataDir() {
    return dataDir;
  }

  /** Stops the server and deletes its data. */
  @Override
  public void close() {
    stop();
    try {
      deleteData();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + dataDir, e);
    }
  }

  private void deleteData() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all = Files.walk(dataDir)) {
      all.sorted(Comparator.reverseOrder()).forEach(paths::add);
    }
    for (Path each : paths) {
      Files.delete(each);
    }
  }
}
