package io.paddock.it.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.it.interop.zkcli.Transcript;
import io.paddock.it.process.Checkout;
import io.paddock.it.process.Dialogue;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.ForeignProgram.Result;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.fault.FaultyLink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class ShellProcessTest {
  private final ServerProcess server;
  private final String root = "/shell-" + UUID.randomUUID();
  private final Client client;

  ShellProcessTest(ServerProcess server) {
    this.server = server;
    this.client = PaddockClient.connect(server.address() + root);
  }

  @BeforeEach
  void make_a_root() {
    client.create("/", null);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static ProcessBuilder paddock(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private Result once(String... arguments) {
    ProcessBuilder command = paddock(arguments);
    command.environment().put("PADDOCK_SERVER", server.address() + root);
    return ForeignProgram.run(command, "");
  }

  @Test
  void words_that_come_through_a_pipe_are_done_without_prompts() {
    Result result =
        ForeignProgram.run(
            paddock("shell", server.address() + root),
            "create /a \"two words\"\nget /a\nget /none\nls /\n");

    assertThat(result.text().lines())
        .containsExactly(
            "Connecting to " + server.address() + root,
            "Created /a",
            "two words",
            "Node does not exist: /none",
            "[a]");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void on_a_terminal_it_prompts_until_quit() {
    String line = Checkout.launcher() + " shell " + server.address() + root;
    try (Dialogue shell = new Dialogue(new ProcessBuilder("script", "-qec", line, "/dev/null"))) {
      shell.hear("Connecting to ");
      shell.say("create /a data");
      shell.hear("Created /a");
      shell.say("get /a");
      // The terminal shows what is typed when it comes, before the prompt or behind it.
      String shown = shell.hear("get /a").toString() + shell.hear("data");
      assertThat(shown).contains(root + "(CONNECTED) 1] ");
      shell.say("get /none");
      shell.hear("Node does not exist: /none");
      shell.say("quit");
      assertThat(shell.awaitExit()).isZero();
    }
  }

  @Test
  void a_word_alone_is_a_command_with_an_exit_code() {
    assertThat(once("create", "/a", "one")).isEqualTo(new Result(0, "Created /a"));
    assertThat(once("get", "/a", "--server", server.address() + root))
        .isEqualTo(new Result(0, "one"));
    assertThat(once("get", "/none")).isEqualTo(new Result(1, "Node does not exist: /none"));
    assertThat(once("set", "-q", "/a", "x").exitCode()).isEqualTo(2);
    assertThat(once("ls", "/", "--server", "127.0.0.1:1", "--wait", "300"))
        .isEqualTo(new Result(1, "paddock: no server answers at 127.0.0.1:1 within 300 ms"));
    assertThat(client.get("/a").text()).isEqualTo("one");
  }

  @Test
  void watch_misses_no_version_and_counts_what_a_lost_connection_has_hidden() {
    client.create("/a", Data.of("0"));
    try (FaultyLink link = new FaultyLink(server.socketAddress());
        Dialogue watch =
            new Dialogue(paddock("watch", "/a", "--server", "127.0.0.1:" + link.port() + root))) {
      int first = awaitWatching(watch);
      List<CompletableFuture<?>> sets = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sets.add(client.async().set("/a", Data.of("burst"), -1));
      }
      CompletableFuture.allOf(sets.toArray(CompletableFuture<?>[]::new)).join();
      int last = client.set("/a", Data.of("end")).version();
      List<String> burst = watch.hear("\"end\" version " + last);
      assertThat(burst)
          .extracting(ShellProcessTest::version)
          .containsExactlyElementsOf(IntStream.rangeClosed(first + 1, last).boxed().toList());

      link.cut();
      for (int i = 0; i < 3; i++) {
        client.set("/a", Data.of("hidden"));
      }
      client.create("/a/child", null);
      link.heal();
      assertThat(watch.hear("NodeChildrenChanged"))
          .containsExactly(
              "Connected again",
              "Not seen: 2 more changes of the data of /a",
              "NodeDataChanged /a \"hidden\" version " + (last + 3),
              "NodeChildrenChanged /a");
      client.deleteRecursive("/a");
      watch.hear("NodeDeleted /a");
    }
  }

  /** Changes the znode until the watch has printed one; its version. */
  private int awaitWatching(Dialogue watch) {
    int version =
        Eventually.get(
            "it watches",
            () -> {
              int made = client.set("/a", Data.of("try")).version();
              return watch.says("NodeDataChanged", Duration.ofMillis(200)) ? made : -1;
            },
            made -> made >= 0);
    watch.hear("version " + version);
    return version;
  }

  private static int version(String line) {
    return Integer.parseInt(line.replaceFirst(".*version (\\d+).*", "$1"));
  }

  @Test
  void what_zookeepers_shell_says_it_says_too() throws IOException {
    try (Dialogue shell = new Dialogue(paddock("shell", server.address()))) {
      shell.say("help");
      List<String> words =
          shell.hear("\tquit").stream()
              .filter(line -> line.startsWith("\t"))
              .map(line -> line.strip().split(" ")[0])
              .toList();
      for (String each : List.of("nodes", "listings", "modes", "access", "watches", "errors")) {
        shell.say("connect " + server.address() + root + "/" + each);
        shell.say("create /");
        shell.hear("Created /");
        Transcript transcript = Transcript.read(each).onlyWith(words);
        assertThat(transcript.replay(shell)).isEqualTo(transcript.text());
      }
    }
  }
}
