package io.paddock.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code paddock ensemble}: several servers on the loopback address that form an ensemble, each a
 * process of its own, so that one may be killed and the others looked at.
 *
 * <p>Thread: main. All children end with it: on a signal because it ends them, and if it is killed
 * because their standard input ends.
 */
@Command(
    name = "ensemble",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Text.class,
    description = "Runs an ensemble on this machine until Ctrl-C, to try things out.",
    sortOptions = false)
final class EnsembleCommand implements Callable<Integer> {
  private static final int SERVERS_MAX = 9;
  private static final int PORT_MAX = 60_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Output output;
  private volatile boolean ending;

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many, 1 to 9. Default: 3.")
  private int servers;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "ensemble",
      description = "Where configurations, data and logs are kept. Default: ./ensemble.")
  private Path directory = Path.of("ensemble");

  @Option(
      names = "--port",
      paramLabel = "BASE",
      defaultValue = "2181",
      description = "Client port of the first server; the next have the next. Default: 2181.")
  private int port;

  EnsembleCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException {
    if (servers < 1 || servers > SERVERS_MAX || port < 1 || port > PORT_MAX) {
      output.err().println("paddock: --servers must be 1 to 9, --port 1 to " + PORT_MAX);
      return ExitCode.INVOCATION.number();
    }
    List<EnsembleChild> children = new ArrayList<>();
    EnsembleSeats seats = new EnsembleSeats(directory.toAbsolutePath(), servers, port);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending = true;
                  end(children);
                },
                "paddock-shutdown"));
    for (int id = 1; id <= servers; id++) {
      EnsembleChild child = EnsembleChild.start(seats, id);
      synchronized (children) {
        children.add(child);
      }
    }
    output.out().println("Clients connect to " + seats.connectString());
    output.out().println("Ctrl-C ends all servers; data and logs stay in " + directory);
    watch(children);
    return ExitCode.UNEXPECTED.number();
  }

  /**
   * Prints a line for each server whenever something about it is new; returns when all are dead.
   */
  private void watch(List<EnsembleChild> children) {
    List<String> before = List.of();
    boolean alive = true;
    while (alive && !ending) {
      List<String> now = children.stream().map(EnsembleChild::status).toList();
      if (!now.equals(before)) {
        output.out().println(now.stream().collect(Collectors.joining("\n")) + "\n");
      }
      before = now;
      alive = children.stream().anyMatch(EnsembleChild::isAlive);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static void end(List<EnsembleChild> children) {
    List<EnsembleChild> all;
    synchronized (children) {
      all = List.copyOf(children);
    }
    all.forEach(EnsembleChild::askToEnd);
    all.forEach(EnsembleChild::awaitEnd);
  }
}
