package io.paddock.examples.web;

import io.paddock.discovery.Discovery;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.examples.stage.Processes;
import java.util.List;
import java.util.regex.Pattern;

/** The whole example: a Paddock server, three copies of the service, and the balancer. */
public final class WebExample {
  private static final int COPIES = 3;
  private static final String TREE =
      """
      /web
        greeting = 'Hello'
        site = 'the old town'
        tries = 3
        /servers
      """;

  private WebExample() {}

  /** Runs it until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    Processes processes = new Processes();
    String paddock = processes.startPaddock();
    try (Discovery discovery = Discovery.connect(paddock)) {
      discovery.importTree(TREE, "/", ImportOptions.USUAL);
    }
    for (int i = 1; i <= COPIES; i++) {
      String unused =
          processes.startJava(
              "service " + i,
              WebService.class,
              List.of(paddock),
              Pattern.compile("service (\\S+)"));
    }
    String url =
        processes.startJava(
            "balancer", Balancer.class, List.of(paddock), Pattern.compile("balancer (\\S+)"));
    System.out.printf(
        """

        All of it runs: %s
        Try:
          curl %s                 again and again: each copy in its turn
          curl %s_servers         which copies there are
          kill -9 PID             of a service, see above: gone from the list after %d s
          examples/run service %s
                                  one more copy
          ./paddock property set /web "greeting='Good evening'" "site='the new town'" --server %s
                                  a change that all of them see at once
        Ctrl-C ends it.
        """,
        url, url, url, WebService.SESSION.toSeconds(), paddock, paddock);
    Processes.awaitEnd();
  }
}
