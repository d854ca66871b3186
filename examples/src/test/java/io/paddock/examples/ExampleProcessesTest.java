package io.paddock.examples;

import static io.paddock.examples.RunningExample.eventually;
import static io.paddock.examples.RunningExample.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExampleProcessesTest {
  private static final String RUN = "examples/run";

  @Test
  void a_balancer_follows_its_servers_and_all_follow_their_configuration() throws Exception {
    try (RunningExample web = new RunningExample(RUN, "web")) {
      String url = web.find("All of it runs: (\\S+)");
      String paddock = web.find("run service (\\S+)");
      List<String> addresses = servers(url);
      assertThat(addresses).hasSize(3);
      assertThat(answerers(url, "Hello from (\\S+) at the old town", 3))
          .hasSameElementsAs(addresses);

      String killed = web.find("service 2 \\d+\\] service (\\S+)");
      RunningExample.kill(web.find("service 2 (\\d+)\\]"));
      // While it is still in the list too nobody is told that there is no server.
      assertThat(get(url).statusCode()).isEqualTo(200);
      eventually("gone from the list", () -> servers(url), now -> !now.contains(killed));
      assertThat(answerers(url, "Hello from (\\S+) at the old town", 3))
          .hasSize(2)
          .doesNotContain(killed);

      try (RunningExample another = new RunningExample(RUN, "service", paddock)) {
        String address = another.find("service (\\S+)");
        eventually("the new copy is in the list", () -> servers(url), now -> now.contains(address));
        assertThat(answerers(url, "Hello from (\\S+) at the old town", 3)).contains(address);

        change(paddock, "greeting='Good evening'", "site='the new town'");
        eventually(
            "all have heard of it",
            () -> answerers(url, "Good evening from (\\S+) at the new town", 3),
            now -> now.size() == 3);
        assertThat(get(url).headers().firstValue("X-Site")).contains("the new town");
      }
      assertThat(servers(url)).hasSize(2);
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
      eventually("gone", () -> lines(url, "GONE"), now -> now.size() == 1);
      assertThat(lines(url, "GONE").get(0)).contains("birch", "upSeconds=");
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
    assertThat(new RunningExample(RUN, "none").awaitEnd()).contains("examples/run web", "host");
  }

  private static void change(String paddock, String... properties) {
    List<String> line = new ArrayList<>(List.of("paddock", "property", "set", "/web"));
    line.addAll(List.of(properties));
    line.addAll(List.of("--server", paddock));
    assertThat(new RunningExample(line.toArray(String[]::new)).awaitEnd()).isEmpty();
  }

  private static List<String> servers(String url) throws Exception {
    return get(url + "_servers").body().lines().toList();
  }

  private static List<String> lines(String url, String with) throws Exception {
    return get(url).body().lines().filter(each -> each.matches(".*" + with + ".*")).toList();
  }

  /** Who has answered so. */
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
