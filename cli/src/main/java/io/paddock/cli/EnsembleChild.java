package io.paddock.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server of {@code paddock ensemble}, in a process of its own. Thread: any. */
final class EnsembleChild {
  private static final int PATIENCE_MS = 1_000;
  private static final int END_SECONDS = 10;
  private static final String MODE = "Mode: ";

  private final EnsembleSeats seats;
  private final int id;
  private final Process process;

  private EnsembleChild(EnsembleSeats seats, int id, Process process) {
    this.seats = seats;
    this.id = id;
    this.process = process;
  }

  /** Starts it and waits for nothing. What it prints goes to its log file. */
  static EnsembleChild start(EnsembleSeats seats, int id) throws IOException {
    seats.furnish(id);
    ProcessBuilder builder = new ProcessBuilder(commandLine(seats.config(id)));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(seats.log(id).toFile()));
    return new EnsembleChild(seats, id, builder.start());
  }

  /** This JVM again, with the same options and classes. */
  private static List<String> commandLine(Path config) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add(Main.class.getName());
    line.add("server");
    line.add("--end-with-input");
    line.add(config.toString());
    return line;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** One line: number, address, process, what it is. */
  String status() {
    String what = process.isAlive() ? mode() : "ended with code " + process.exitValue();
    return "server %d  127.0.0.1:%d  process %d  %s"
        .formatted(id, seats.clientPort(id), process.pid(), what);
  }

  void askToEnd() {
    process.destroy();
  }

  /** Waits for its end, not for ever. */
  void awaitEnd() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String mode() {
    try (Socket socket = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), seats.clientPort(id));
      socket.connect(address, PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer
          .lines()
          .filter(line -> line.startsWith(MODE))
          .map(line -> line.substring(MODE.length()))
          .findFirst()
          .orElse("waits for the others");
    } catch (IOException e) {
      return "starts or hangs";
    }
  }
}
