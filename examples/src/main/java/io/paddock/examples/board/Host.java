package io.paddock.examples.board;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.discovery.board.StatusBoard;
import io.paddock.examples.stage.Processes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One host: publishes how it is, once a second. */
public final class Host {
  /** Where the board is. */
  static final String BOARD = "/board";

  /** A host that dies is shown as gone after this. */
  static final Duration SESSION = Duration.ofSeconds(4);

  private Host() {}

  /** Runs it; the arguments are the servers of Paddock and the name of the host. */
  public static void main(String[] arguments) throws Exception {
    Client client = PaddockClient.builder(arguments[0]).sessionTimeout(SESSION).connect();
    StatusBoard.Publication status =
        new StatusBoard(client, BOARD).publish(arguments[1], measured());
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    var unused = clock.scheduleWithFixedDelay(() -> publish(status), 1, 1, TimeUnit.SECONDS);
    Runtime.getRuntime().addShutdownHook(new Thread(client::close, "leave"));
    System.out.println("host " + arguments[1]);
    Processes.awaitEnd();
  }

  private static void publish(StatusBoard.Publication status) {
    try {
      status.set(measured());
    } catch (RuntimeException e) {
      System.out.println("not published: " + e.getMessage());
    }
  }

  private static Map<String, ?> measured() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    return Map.of(
        "pid", ProcessHandle.current().pid(),
        "load", machine.getSystemLoadAverage(),
        "upSeconds",
            TimeUnit.MILLISECONDS.toSeconds(ManagementFactory.getRuntimeMXBean().getUptime()));
  }
}
