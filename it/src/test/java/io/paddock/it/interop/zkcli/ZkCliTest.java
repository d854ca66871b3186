package io.paddock.it.interop.zkcli;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Dialogue;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.ForeignProgram.Result;
import io.paddock.it.process.FourLetterWord;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ZooKeeperClasses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of spec/operations.md, section 7. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class ZkCliTest {
  private final ServerProcess server;
  private final String room = "/zkcli-" + UUID.randomUUID();

  ZkCliTest(ServerProcess server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodes",
        "listings",
        "modes",
        "access",
        "watches",
        "removed-watches",
        "persistent-watches",
        "errors",
        "others"
      })
  void a_conversation_goes_as_it_goes_with_zookeeper(String name) throws IOException {
    Transcript transcript = Transcript.read(name);
    try (Dialogue shell = connected(server.address() + room)) {
      shell.say("create /");
      shell.hear("Created");
      assertThat(transcript.replay(shell)).isEqualTo(transcript.text());
      shell.say("quit");
      assertThat(shell.awaitExit()).isZero();
    }
  }

  @Test
  void quotas_are_set_listed_enforced_and_deleted() throws IOException {
    // The server's paths show in the output, hence no node of its own; the name is this test's
    // only.
    Transcript transcript = Transcript.read("quotas");
    try (Dialogue shell = connected(server.address())) {
      assertThat(transcript.replay(shell)).isEqualTo(transcript.text());
    }
  }

  @Test
  void a_single_command_ends_with_its_exit_code() {
    assertThat(run("create", room, "data").exitCode()).isZero();
    Result got = run("get", room);
    assertThat(got.exitCode()).isZero();
    assertThat(got.text()).contains("data");
    Result failed = run("get", room + "/none");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.text()).contains("Node does not exist: " + room + "/none");
    assertThat(run("bogus").exitCode()).isEqualTo(127);
  }

  @Test
  void the_members_are_shown_where_there_are_any() {
    String settings =
        Eventually.get(
            "the settings, from a server that serves",
            () -> FourLetterWord.ask(server.port(), "conf"),
            text -> text.contains("clientPort="));
    boolean member = settings.contains("server.1=");
    Result config = run("config");
    assertThat(config.exitCode()).isZero();
    assertThat(config.text().contains("server.1=127.0.0.1:")).isEqualTo(member);
    assertThat(config.text().contains("version=")).isEqualTo(member);
  }

  @Test
  void a_shell_that_waits_for_the_connection_says_so() throws IOException {
    List<String> line = new ArrayList<>(List.of("-waitforconnection", "-timeout", "60000"));
    line.addAll(List.of("-server", server.address(), "whoami"));
    Result result =
        ForeignProgram.run(
            ZooKeeperClasses.command("org.apache.zookeeper.ZooKeeperMain", List.of(), line), "");
    assertThat(result.exitCode()).isZero();
    assertThat(result.text()).contains("Auth scheme: User", "ip: 127.0.0.1");
  }

  private static Dialogue connected(String address) {
    Dialogue shell = new Dialogue(shell(address));
    // One thread says welcome and what comes behind it, another one that it is connected.
    assertThat(
            shell.hearAll(
                List.of("Welcome to ZooKeeper!", "JLine support is", "state:SyncConnected")))
        .contains("Connecting to " + address, "WATCHER::");
    return shell;
  }

  private Result run(String... command) {
    return ForeignProgram.run(shell(server.address(), command), "");
  }

  private static ProcessBuilder shell(String address, String... command) {
    List<String> arguments = new ArrayList<>(List.of("-server", address));
    arguments.addAll(List.of(command));
    return ZooKeeperClasses.command("org.apache.zookeeper.ZooKeeperMain", List.of(), arguments);
  }
}
