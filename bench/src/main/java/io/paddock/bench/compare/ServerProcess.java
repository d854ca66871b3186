package io.paddock.bench.compare;

import io.paddock.bench.load.BenchException;
import io.paddock.bench.load.Endpoints;
import io.paddock.bench.load.ServingProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server of a set: a process that is started on its {@link Seat}, and ended when it is closed
 * or this JVM ends, by Ctrl-C too.
 *
 * <p>Thread: one caller at a time; the shutdown hook may come at any moment.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final long STOP_SECONDS = 60;

  private final Contender contender;
  private final Seat seat;
  private final Thread onExit = new Thread(this::end, "bench-end-server");
  private volatile @Nullable Process process;
  private boolean frozen;
  private boolean ended;

  /** A server that does not run yet. */
  ServerProcess(Contender contender, Seat seat) {
    this.contender = contender;
    this.seat = seat;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts it on the data it has, and does not wait. */
  void launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(contender.commandFor(seat.furnish()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(seat.log().toFile()));
    chooseJava(builder.environment());
    launch(builder);
  }

  private synchronized void launch(ProcessBuilder builder) throws IOException {
    if (ended) {
      throw new BenchException("interrupted");
    }
    frozen = false;
    process = builder.start();
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

  /**
   * Waits until it gives a session.
   *
   * @throws BenchException with the end of its log if it does not
   */
  void awaitServing() throws IOException {
    Process launched = running();
    Endpoints here = new Endpoints(List.of(seat.address()));
    if (!ServingProbe.await(here, START_LIMIT, launched::isAlive)) {
      throw new BenchException(name() + " did not start:\n" + endOfLog());
    }
  }

  String name() {
    return seat.id() == 0 ? contender.name() : contender.name() + " " + seat.id();
  }

  InetSocketAddress address() {
    return seat.address();
  }

  /** The JVM: the process that was started or, if that did not replace itself, its child. */
  long pid() {
    Process current = running();
    return current
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElse(current.pid());
  }

  private Process running() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException(name() + " is not running");
    }
    return current;
  }

  /** Bytes that its data takes on the disk. */
  long diskBytes() throws IOException, InterruptedException {
    String output = run("du", "-sk", seat.data().toString());
    return Long.parseLong(output.split("\\s")[0]) * 1024;
  }

  /** Stops it from running at all, as a machine that hangs does (SIGSTOP). */
  void freeze() throws IOException, InterruptedException {
    frozen = true;
    run("kill", "-STOP", Long.toString(pid()));
  }

  /** Lets it run again after {@link #freeze}. */
  void thaw() throws IOException, InterruptedException {
    frozen = false;
    run("kill", "-CONT", Long.toString(pid()));
  }

  /** Ends it without any warning (SIGKILL), and waits until it is gone. */
  void kill() throws InterruptedException {
    Process current = running();
    ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
    current.destroyForcibly().waitFor();
    process = null;
  }

  /** Deletes the data of a server that does not run. */
  void empty() throws IOException {
    seat.empty();
  }

  /** Asks it to end, as an operator would (SIGTERM), and does not wait. */
  void askToEnd() {
    Process current = process;
    if (current != null) {
      if (frozen) {
        current.destroyForcibly(); // It cannot hear anything else.
      }
      current.descendants().forEach(ProcessHandle::destroy);
      current.destroy();
    }
  }

  /** Waits until it has ended, and ends it by force if that takes too long. */
  void awaitEnd() {
    Process current = process;
    if (current == null) {
      return;
    }
    List<ProcessHandle> children = current.descendants().toList();
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
    askToEnd();
    awaitEnd();
    DirectoryTree.delete(seat.directory());
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
    DirectoryTree.delete(seat.directory());
    // The last one to end takes the directory of the set with it.
    DirectoryTree.deleteIfEmpty(Objects.requireNonNull(seat.directory().getParent()));
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(seat.log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output.strip());
    }
    return output;
  }
}
