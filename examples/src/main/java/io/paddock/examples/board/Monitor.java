package io.paddock.examples.board;

import com.sun.net.httpserver.HttpServer;
import io.paddock.discovery.Discovery;
import io.paddock.discovery.board.BoardMonitor;
import io.paddock.discovery.board.HostState;
import io.paddock.examples.stage.Http;
import io.paddock.examples.stage.Processes;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints who comes and goes, and serves a page with the status of all. */
public final class Monitor {
  private Monitor() {}

  /** Runs it; the argument is the servers of Paddock. */
  public static void main(String[] arguments) throws Exception {
    Discovery discovery = Discovery.connect(arguments[0]);
    BoardMonitor monitor = discovery.board(Host.BOARD).monitor();
    monitor.onChange(Monitor::print);
    HttpServer http = Http.start(exchange -> new Http.Answer(200, page(monitor)));
    System.out.println("monitor http://" + Http.address(http) + "/");
    Processes.awaitEnd();
  }

  // Figures change all the time; who comes and goes is news.
  private static void print(@Nullable HostState before, HostState now) {
    if (before == null || before.present() != now.present()) {
      System.out.println(now.host() + (now.present() ? " is there" : " is GONE"));
    }
  }

  private static String page(BoardMonitor monitor) {
    return monitor.hosts().values().stream()
        .map(
            each ->
                "%-10s %-5s %s\n"
                    .formatted(
                        each.host(), each.present() ? "ok" : "GONE", new TreeMap<>(each.status())))
        .collect(Collectors.joining());
  }
}
