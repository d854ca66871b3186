package io.paddock.bench.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.Endpoints;
import io.paddock.bench.load.ServingProbe;
import io.paddock.bench.load.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that is started on a free port with a data directory of its own, and ended and deleted
 * when it is closed or this JVM ends, by Ctrl-C too.
 *
 * <p>Thread: one caller at a time; the shutdown hook may come at any moment.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final long STOP_SECONDS = 60;
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Contender contender;
  private final Path directory;
  private final Path data;
  private final Thread onExit = new Thread(this::end, "bench-end-server");
  private Endpoints endpoints;
  private volatile @Nullable Process process;
  private boolean ended;

  private ServerProcess(Contender contender, Path directory) {
    this.contender = contender;
    this.directory = directory;
    this.data = directory.resolve("data");
    this.endpoints = new Endpoints(List.of(new InetSocketAddress(0)));
  }

  /**
   * Starts a server with an empty tree and waits until it serves.
   *
   * @param below an existing directory for its data
   * @throws BenchException with the end of its log if it does not come up
   */
  static ServerProcess start(Contender contender, Path below) throws IOException {
    String name = "server-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
    ServerProcess server = new ServerProcess(contender, below.resolve(name).toAbsolutePath());
    Runtime.getRuntime().addShutdownHook(server.onExit);
    try {
      Files.createDirectories(server.data);
      server.start();
      return server;
    } catch (BenchException | IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Starts it on the data it has; the time until it gave a session.
   *
   * @throws BenchException with the end of its log if it does not come up
   */
  Duration start() throws IOException {
    int port = freePort();
    endpoints =
        new Endpoints(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    Path cfg = Files.writeString(directory.resolve("zoo.cfg"), configuration(port));
    ProcessBuilder builder = new ProcessBuilder(contender.commandFor(cfg));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    chooseJava(builder.environment());
    long began = System.nanoTime();
    Process started = launch(builder);
    if (!ServingProbe.await(endpoints, START_LIMIT, started::isAlive)) {
      throw new BenchException(contender.name() + " did not start:\n" + endOfLog());
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private synchronized Process launch(ProcessBuilder builder) throws IOException {
    if (ended) {
      throw new BenchException("interrupted");
    }
    Process started = builder.start();
    process = started;
    return started;
  }

  private void chooseJava(Map<String, String> environment) {
    Path home = contender.javaHome();
    if (home != null) {
      environment.put("JAVA_HOME", home.toString());
      // Paddock's launcher prefers the newest JDK it finds unless it is told otherwise.
      environment.put("PADDOCK_JAVA_HOME", home.toString());
      environment.put("PATH", home.resolve("bin") + ":" + environment.getOrDefault("PATH", ""));
    }
  }

  private String configuration(int port) {
    return """
    tickTime=2000
    dataDir=%s
    clientPort=%d
    clientPortAddress=127.0.0.1
    maxClientCnxns=0
    admin.enableServer=false
    """
        .formatted(data, port);
  }

  /** Where it listens, and its process. */
  Target target() {
    return new Target(endpoints, List.of(pid()));
  }

  /** The JVM: the process that was started or, if that did not replace itself, its child. */
  long pid() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException(contender.name() + " is not running");
    }
    return current
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElse(current.pid());
  }

  String name() {
    return contender.name();
  }

  /** Bytes that its data takes on the disk. */
  long diskBytes() throws IOException, InterruptedException {
    Process du = new ProcessBuilder("du", "-sk", data.toString()).start();
    String output = new String(du.getInputStream().readAllBytes(), US_ASCII);
    if (du.waitFor() != 0) {
      throw new IOException("du failed: " + output);
    }
    return Long.parseLong(output.split("\\s")[0]) * 1024;
  }

  /** Ends it as an operator would (SIGTERM), and by force if that takes too long. */
  void stop() {
    Process current = process;
    if (current == null) {
      return;
    }
    List<ProcessHandle> children = current.descendants().toList();
    current.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!current.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        current.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      current.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    process = null;
  }

  @Override
  public void close() {
    stop();
    DirectoryTree.delete(directory);
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook does the same once more.
    }
  }

  /** The same, but quick and from the shutdown hook. */
  private synchronized void end() {
    ended = true;
    Process current = process;
    if (current != null) {
      current.descendants().forEach(ProcessHandle::destroyForcibly);
      current.destroyForcibly();
      try {
        current.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    DirectoryTree.delete(directory);
  }

  private Path log() {
    return directory.resolve("server.log");
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
