package io.paddock.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a server lives: its directory, its {@code zoo.cfg} and its port. It may be started there
 * again and again, by one process at a time.
 */
public final class ServerHome implements AutoCloseable {
  private final Path directory;
  private final Path dataDir;
  private final int port;
  private final ServerSetup setup;
  private final Site site;

  private ServerHome(ServerSetup setup, Site site, Path directory, Path dataDir) {
    this.directory = directory;
    this.dataDir = dataDir;
    this.port = Ports.free();
    this.setup = setup;
    this.site = site;
    writeConfig();
  }

  /** A fresh home. */
  public static ServerHome create(ServerSetup setup) {
    return create(setup, Site.HERE);
  }

  /** A fresh home elsewhere on the network. */
  public static ServerHome create(ServerSetup setup, Site site) {
    Path directory = temporary();
    return new ServerHome(setup, site, directory, directory.resolve("data"));
  }

  /** A fresh home whose data lie elsewhere, on a small disk for instance. */
  public static ServerHome create(ServerSetup setup, Path dataDir) {
    return create(setup, Site.HERE, dataDir);
  }

  /** Both. */
  public static ServerHome create(ServerSetup setup, Site site, Path dataDir) {
    return new ServerHome(setup, site, temporary(), dataDir);
  }

  /** Starts a process here and waits until it serves. */
  public ServerProcess start() {
    ServerProcess process = launch();
    try {
      return process.awaitReady();
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  /** Starts a process here and waits for nothing. */
  public ServerProcess launch() {
    try {
      ProcessBuilder command = setup.product().command(config(), setup.properties());
      command.environment().putAll(setup.environment());
      command.command().addAll(0, site.entrance());
      return new ServerProcess(command, address());
    } catch (IOException e) {
      throw new AssertionError("cannot start " + setup.product() + ": " + e.getMessage(), e);
    }
  }

  /** The {@code zoo.cfg}. */
  public Path config() {
    return directory.resolve("zoo.cfg");
  }

  /** The data directory that the {@code zoo.cfg} names. */
  public Path dataDir() {
    return dataDir;
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return site.at(port);
  }

  /** The client port that the {@code zoo.cfg} names. */
  public int port() {
    return port;
  }

  /** Every file below the data directory, sorted. */
  public List<Path> dataFiles() {
    try (Stream<Path> all = Files.walk(dataDir)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes everything; no process may run here any more. */
  @Override
  public void close() {
    delete(directory);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("paddock-it-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeConfig() {
    Map<String, String> all = new TreeMap<>(setup.settings());
    all.put("dataDir", dataDir.toString());
    all.put("clientPort", String.valueOf(port));
    all.put("clientPortAddress", site.host());
    StringBuilder text = new StringBuilder();
    all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Files.createDirectories(dataDir);
      Files.writeString(config(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
