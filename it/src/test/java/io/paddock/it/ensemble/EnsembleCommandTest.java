package io.paddock.it.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.Ports;
import io.paddock.it.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./paddock ensemble} as a user runs it. */
class EnsembleCommandTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void three_servers_say_what_they_are_and_end_with_the_command() {
    try (ServerProcess command = start()) {
      awaitLine(command, "leader");
      awaitLine(command, "follower");
      List<ProcessHandle> servers = command.handle().descendants().toList();
      assertThat(servers).hasSize(3);

      command.terminate();

      assertGone(servers);
    }
  }

  @Test
  void a_server_that_is_killed_is_shown_and_the_others_end_when_the_command_is_killed() {
    try (ServerProcess command = start()) {
      awaitLine(command, "follower");
      List<ProcessHandle> servers = command.handle().descendants().toList();

      servers.get(0).destroyForcibly();
      awaitLine(command, "ended with code 137");
      command.handle().destroyForcibly();

      assertGone(servers);
    }
  }

  private ServerProcess start() {
    // One of each server for clients and, 707 above that, one for the other servers.
    String port = String.valueOf(Ports.freeAt(0, 1, 2, 707, 708, 709));
    return ServerProcess.launch(
        new ProcessBuilder(
            Checkout.launcher().toString(),
            "ensemble",
            "--servers",
            "3",
            "--dir",
            directory.resolve("e").toString(),
            "--port",
            port),
        0);
  }

  private static void awaitLine(ServerProcess command, String end) {
    command.output().await(end, line -> line.endsWith("  " + end), PATIENCE);
  }

  private static void assertGone(List<ProcessHandle> servers) {
    Eventually.get(
        "all servers are gone",
        PATIENCE,
        () -> servers.stream().noneMatch(ProcessHandle::isAlive),
        gone -> gone);
  }
}
