package io.paddock.it.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One run of a server, from start to death, in a process of its own.
 *
 * <p>Thread: any. Closing it kills the process, whatever state it is in.
 */
public final class ServerProcess implements AutoCloseable {
  /** The first start from a fresh checkout may have to build. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);

  /** ZooKeeper may leave a connection without an answer for ever that comes while it starts. */
  private static final int START_ANSWER_MS = 5_000;

  private static final Duration END_PATIENCE = Duration.ofSeconds(60);

  private final InetSocketAddress address;
  private final Process process;
  private final ProcessOutput output;
  private final Thread whenTheTestsDie;

  ServerProcess(ProcessBuilder builder, InetSocketAddress address) throws IOException {
    this.address = address;
    this.process = builder.redirectErrorStream(true).start();
    this.output = new ProcessOutput(process.getInputStream(), "server " + process.pid());
    this.whenTheTestsDie = new Thread(this::killTree, "kill server " + process.pid());
    Runtime.getRuntime().addShutdownHook(whenTheTestsDie);
  }

  /**
   * Starts any command as a server.
   *
   * @param port the client port that it was told; 0 if it chooses one itself, and then the test
   *     reads it from the output
   */
  public static ServerProcess launch(ProcessBuilder builder, int port) {
    try {
      return new ServerProcess(builder, Site.HERE.at(port));
    } catch (IOException e) {
      throw new AssertionError("cannot start " + builder.command(), e);
    }
  }

  /** The client port. */
  public int port() {
    return address.getPort();
  }

  /** What a client connects to, {@code host:port}. */
  public String address() {
    return address.getHostString() + ":" + address.getPort();
  }

  /** Where that is. */
  public InetSocketAddress socketAddress() {
    return address;
  }

  /** The process that was started; for the launcher this is the server's too. */
  public long pid() {
    return process.pid();
  }

  /** What it has printed, both streams. */
  public ProcessOutput output() {
    return output;
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The handle of the process, for what this class does not offer. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until the server serves clients, or fails with what it printed. */
  public ServerProcess awaitReady() {
    try {
      Eventually.get(
          "server at " + address() + " serves",
          START_PATIENCE,
          () -> process.isAlive() ? FourLetterWord.ask(address, "srvr", START_ANSWER_MS) : "dead",
          answer -> answer.contains("Mode: ") || answer.equals("dead"));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nserver said:\n" + output.tail(), e);
    }
    if (!process.isAlive()) {
      throw new AssertionError("server ended at once; it said:\n" + output.tail());
    }
    return this;
  }

  /** SIGKILL, and waits until the process is gone. */
  public void kill() {
    killTree();
    awaitExit();
  }

  /** SIGTERM, and waits for the end; the exit code. */
  public int terminate() {
    // Not process.destroy(), which closes its output too: the last lines would be missing.
    process.toHandle().destroy();
    return awaitExit();
  }

  /** Waits for the end; the exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("server still runs; it said:\n" + output.tail());
      }
      output.awaitEnd();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for the server to end", e);
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(whenTheTestsDie);
  }

  private void killTree() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
