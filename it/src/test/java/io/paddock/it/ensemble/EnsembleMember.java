package io.paddock.it.ensemble;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.FourLetterWord;
import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One member: a home that stays, and the process that runs there or does not.
 *
 * <p>Thread: one at a time; {@link #address()} and {@link #mode()} any.
 */
public final class EnsembleMember implements AutoCloseable {
  private static final String NONE = "none";

  /** State of a thread that a signal has stopped, as Linux tells it. */
  private static final char STOPPED = 'T';

  private final int id;
  private final ServerHome home;
  private volatile @Nullable ServerProcess process;
  private boolean frozen;

  EnsembleMember(int id, ServerHome home) {
    this.id = id;
    this.home = home;
    writeMyId();
  }

  /** Its number, as in {@code server.N}. */
  public int id() {
    return id;
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return home.address();
  }

  /** What a client takes as an address. */
  public String connectString() {
    return address().getHostString() + ":" + home.port();
  }

  /** Its directory, configuration and port. */
  public ServerHome home() {
    return home;
  }

  /** The running process. */
  public ServerProcess process() {
    ServerProcess running = process;
    if (running == null) {
      throw new IllegalStateException("member " + id + " is not running");
    }
    return running;
  }

  /** Whether there is a process that lives, frozen or not. */
  public boolean isRunning() {
    ServerProcess running = process;
    return running != null && running.isAlive();
  }

  /** Starts it and waits for nothing. */
  public void launch() {
    if (isRunning()) {
      throw new IllegalStateException("member " + id + " runs");
    }
    end();
    frozen = false;
    process = home.launch();
  }

  /** Waits until it serves clients. */
  public void awaitReady() {
    process().awaitReady();
  }

  /** SIGKILL, if it runs. */
  public void kill() {
    end();
  }

  /** SIGTERM, and waits for the end; the exit code. */
  public int stop() {
    thaw();
    int code = process().terminate();
    end();
    return code;
  }

  /** SIGSTOP; when this returns none of its threads runs. */
  public void freeze() {
    frozen = true;
    signal("STOP");
    // The signal has been sent then; on a busy machine its threads go on for a while.
    Path threads = Path.of("/proc", String.valueOf(process().pid()), "task");
    if (Files.exists(threads)) {
      Eventually.holds("member " + id + " stands still", () -> isStill(threads));
    }
  }

  private static boolean isStill(Path threads) throws IOException {
    try (Stream<Path> all = Files.list(threads)) {
      for (Path each : all.toList()) {
        String stat = Files.readString(each.resolve("stat"));
        // The state stands behind the name, which may hold anything.
        if (stat.charAt(stat.lastIndexOf(')') + 2) != STOPPED) {
          return false;
        }
      }
      return true;
    }
  }

  /** SIGCONT, if it was frozen. */
  public void thaw() {
    if (frozen && isRunning()) {
      signal("CONT");
    }
    frozen = false;
  }

  /** Whether it was frozen and is still. */
  public boolean isFrozen() {
    return frozen && isRunning();
  }

  /** Waits until it has ended by itself; the exit code. */
  public int awaitExit() {
    int code = process().awaitExit();
    end();
    return code;
  }

  /** Deletes its data, as if it had got a new disk; it must not run. */
  public void wipe() {
    if (isRunning()) {
      throw new IllegalStateException("member " + id + " runs");
    }
    try (Stream<Path> all = Files.walk(home.dataDir())) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
      Files.createDirectories(home.dataDir());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writeMyId();
  }

  /** What it says it is: leader, follower, observer; anything else if it does not serve. */
  public String mode() {
    if (!isRunning() || frozen) {
      return NONE;
    }
    try {
      return FourLetterWord.ask(address(), "srvr")
          .lines()
          .filter(line -> line.startsWith("Mode: "))
          .map(line -> line.substring("Mode: ".length()).strip())
          .findFirst()
          .orElse(NONE);
    } catch (IOException e) {
      return NONE;
    }
  }

  @Override
  public void close() {
    end();
    home.close();
  }

  private void end() {
    ServerProcess running = process;
    process = null;
    if (running != null) {
      running.close();
    }
  }

  private void signal(String name) {
    String pid = String.valueOf(process().pid());
    ForeignProgram.Result result =
        ForeignProgram.run(new ProcessBuilder(List.of("kill", "-" + name, pid)), "");
    if (result.exitCode() != 0) {
      throw new AssertionError("SIG" + name + ": " + result.text());
    }
  }

  private void writeMyId() {
    try {
      Files.writeString(home.dataDir().resolve("myid"), id + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
