package io.paddock.examples;

import static io.paddock.examples.RunningExample.eventually;
import static io.paddock.examples.RunningExample.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExampleProcessesTest {
  private static final String RUN = "examples/run";

  @Test
  void a_balancer_follows_its_servers_and_all_follow_their_configuration() throws Exception {
    try (RunningExample web = new RunningExample(RUN, "web")) {
      String url = web.find("All of it runs: (\\S+)");
      String paddock = web.find("run service (\\S+)");
      // Ctrl-C in a terminal: they leave it to the one that has started them to end them in turn.
      web.interruptStarted();
      Set<String> all = eventually("the list", () -> servers(url), now -> now.size() == 3);
      awaitAnswers(url, "Hello from (\\S+) at the old town", all);

      String killed = web.find("service 2 \\d+\\] service (\\S+)");
      RunningExample.kill(web.find("service 2 (\\d+)\\]"));
      // While it is still in the list too nobody is told that there is no server.
      assertThat(get(url).statusCode()).isEqualTo(200);
      Set<String> left = new HashSet<>(all);
      left.remove(killed);
      eventually("gone from the list", () -> servers(url), left::equals);
      awaitAnswers(url, "Hello from (\\S+) at the old town", left);

      try (RunningExample another = new RunningExample(RUN, "service", paddock)) {
        Set<String> more = new HashSet<>(left);
        more.add(another.find("service (\\S+)"));
        eventually("the new copy is in the list", () -> servers(url), more::equals);
        awaitAnswers(url, "Hello from (\\S+) at the old town", more);

        change(paddock, "greeting='Good evening'", "site='the new town'");
        awaitAnswers(url, "Good evening from (\\S+) at the new town", more);
        eventually(
            "the balancer has heard of it too",
            () -> get(url).headers().firstValue("X-Site").orElse(""),
            "the new town"::equals);
      }
      eventually("it has left the list", () -> servers(url), left::equals);
    }
  }

  @Test
  void a_board_shows_how_all_hosts_are_and_who_is_gone() throws Exception {
    try (RunningExample board = new RunningExample(RUN, "board")) {
      String url = board.find("The board is there: (\\S+)");
      String paddock = board.find("run host (\\S+)");
      eventually("all are there", () -> lines(url, "ok"), now -> now.size() == 3);
      String first = lines(url, "alder").get(0);
      eventually(
          "it says something new", () -> lines(url, "alder").get(0), now -> !now.equals(first));

      RunningExample.kill(board.find("birch (\\d+)\\]"));
      List<String> gone =
          eventually("gone", () -> lines(url, "birch .*GONE"), now -> now.size() == 1);
      assertThat(gone.get(0)).contains("upSeconds=");
      assertThat(board.find("(birch is GONE)")).isNotEmpty();

      try (RunningExample oak = new RunningExample(RUN, "host", paddock, "oak")) {
        assertThat(oak.find("host (\\S+)")).isEqualTo("oak");
        eventually("the new host", () -> lines(url, "oak .*ok"), now -> now.size() == 1);
      }
      eventually("it has left", () -> lines(url, "oak .*GONE"), now -> now.size() == 1);
    }
  }

  @Test
  void what_is_no_example_is_told_with_those_that_there_are() {
    for (String[] each : new String[][] {{RUN}, {RUN, "none"}, {RUN, "host", "h:1"}}) {
      assertThat(new RunningExample(each).awaitEnd())
          .startsWith("examples/run web ")
          .contains("examples/run host SERVERS NAME ");
    }
  }

  private static void change(String paddock, String... properties) {
    List<String> line = new ArrayList<>(List.of("paddock", "property", "set", "/web"));
    line.addAll(List.of(properties));
    line.addAll(List.of("--server", paddock));
    assertThat(new RunningExample(line.toArray(String[]::new)).awaitEnd()).isEmpty();
  }

  private static Set<String> servers(String url) throws Exception {
    return get(url + "_servers").body().lines().collect(Collectors.toSet());
  }

  private static void awaitAnswers(String url, String pattern, Set<String> from) {
    eventually(
        pattern + " from each of " + from,
        () -> answerers(url, pattern, from.size()),
        from::equals);
  }

  private static List<String> lines(String url, String with) throws Exception {
    return get(url).body().lines().filter(each -> each.matches(".*" + with + ".*")).toList();
  }

  /** Who has answered so to one of so many requests, after each other. */
  private static Set<String> answerers(String url, String pattern, int times) throws Exception {
    Set<String> who = new HashSet<>();
    for (int i = 0; i < times; i++) {
      HttpResponse<String> response = get(url);
      String body = response.body().strip();
      if (body.matches(pattern)) {
        who.add(body.replaceAll(pattern, "$1"));
      }
    }
    return who;
  }
}
