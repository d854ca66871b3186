package io.paddock.examples.board;

import io.paddock.examples.stage.Processes;
import java.util.List;
import java.util.regex.Pattern;

/** The whole example: a Paddock server, some hosts, and the monitor. */
public final class BoardExample {
  private static final List<String> HOSTS = List.of("alder", "birch", "cedar");

  private BoardExample() {}

  /** Runs it until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    Processes processes = new Processes();
    String paddock = processes.startPaddock();
    for (String host : HOSTS) {
      String unused =
          processes.startJava(
              host, Host.class, List.of(paddock, host), Pattern.compile("host (\\S+)"));
    }
    String url =
        processes.startJava(
            "monitor", Monitor.class, List.of(paddock), Pattern.compile("monitor (\\S+)"));
    System.out.printf(
        """

        The board is there: %s
        Try:
          curl %s                 how all hosts are
          kill -9 PID             of a host, see above: shown as gone after %d s
          examples/run host %s oak
                                  one more host
        Ctrl-C ends it.
        """,
        url, url, Host.SESSION.toSeconds(), paddock);
    Processes.awaitEnd();
  }
}
