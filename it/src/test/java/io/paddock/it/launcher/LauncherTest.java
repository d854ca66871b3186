package io.paddock.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Checkout;
import io.paddock.it.process.ForeignProgram;
import io.paddock.it.process.FourLetterWord;
import io.paddock.it.process.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real servers, started by the launcher on a real JDK. */
@Execution(ExecutionMode.CONCURRENT)
class LauncherTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern READY =
      Pattern.compile(
          "Paddock is serving on 127\\.0\\.0\\.1:(\\d+) \\(standalone, data in (.+)\\)");

  @TempDir private Path directory;

  @Test
  void a_server_says_where_it_serves_has_the_launchers_process_and_ends_cleanly()
      throws IOException {
    Path data = directory.resolve("data with a space");
    ProcessBuilder builder = server("--port", "0", "--data-dir", data.toString());
    builder.environment().put("SERVER_JVMFLAGS", "-Dzookeeper.4lw.commands.whitelist=ruok");
    try (ServerProcess server = ServerProcess.launch(builder, 0)) {
      Matcher ready = ready(server);

      assertThat(Path.of(ready.group(2))).isEqualTo(data);
      assertThat(FourLetterWord.ask(port(ready), "ruok")).isEqualTo("imok");
      assertThat(server.handle().info().command()).hasValueSatisfying(LauncherTest::isJava);
      assertThat(server.terminate()).isEqualTo(143);
    }
    // A lock that is left would not say anything; a log that had to be repaired would.
    try (ServerProcess again =
        ServerProcess.launch(server("--port", "0", "--data-dir", data.toString()), 0)) {
      ready(again);
      // A disk that is slow just now is not meant.
      assertThat(again.output().lines())
          .filteredOn(line -> !line.contains("fsync.warningthresholdms"))
          .noneMatch(line -> line.contains("WARN") || line.contains("cut off"));
    }
  }

  @Test
  void ctrl_c_stops_it_cleanly() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess server =
        ServerProcess.launch(server("--port", "0", "--data-dir", data.toString()), 0)) {
      ready(server);
      assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor())
          .isZero();
      assertThat(server.awaitExit()).isEqualTo(130);
      assertThat(server.output().text()).doesNotContain("ERROR", "Exception");
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      ForeignProgram.Result result =
          Launches.run(server("--port", port, "--data-dir", directory.resolve("data").toString()));

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.text()).contains("127.0.0.1:" + port).contains("in use");
    }
  }

  @Test
  void a_setting_that_cannot_be_used_is_named_with_file_and_line() throws IOException {
    Path config = directory.resolve("zoo.cfg");
    Files.writeString(config, "clientPort=0\n# ticks\ntickTime=many\ndataDir=" + directory + "\n");

    ForeignProgram.Result result = Launches.run(server(config.toString()));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.text()).contains(config + ":3").contains("tickTime").contains("many");
  }

  @Test
  void several_from_one_new_checkout_build_once_and_all_serve() {
    Path root = directory.resolve("one checkout");
    MadeCheckout made = MadeCheckout.in(root, distribution());
    List<ServerProcess> servers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        ProcessBuilder builder =
            made.launcher(
                "server", "--port", "0", "--data-dir", directory.resolve("data" + i).toString());
        onThisJava(builder);
        servers.add(ServerProcess.launch(builder, 0));
      }
      for (ServerProcess server : servers) {
        ready(server);
      }
      assertThat(made.builds()).isEqualTo(1);
      assertThat(made.copies()).containsExactly("run-1");
      assertThat(servers.stream().map(each -> each.output().text()))
          .filteredOn(said -> said.contains("building with the JDK"))
          .hasSize(1);
    } finally {
      servers.forEach(ServerProcess::close);
    }
  }

  @Test
  void it_runs_from_a_directory_with_spaces_and_through_links() throws IOException {
    Path root = directory.resolve("my sources");
    MadeCheckout made = MadeCheckout.in(root, distribution());
    Path second = Files.createDirectories(directory.resolve("second"));
    Files.createSymbolicLink(second.resolve("far"), made.root().resolve("paddock"));
    Files.createSymbolicLink(directory.resolve("near link"), Path.of("second", "far"));
    Path config = directory.resolve("my zoo.cfg");
    Files.writeString(
        config, "clientPort=0\nclientPortAddress=127.0.0.1\ndataDir=" + root + "/d\n");

    for (int run = 0; run < 2; run++) {
      ProcessBuilder builder =
          Launches.of(directory.resolve("near link"), "server", config.toString());
      onThisJava(builder);
      try (ServerProcess server = ServerProcess.launch(builder, 0)) {
        assertThat(ready(server).group(2)).isEqualTo(root + "/d");
        assertThat(server.terminate()).isEqualTo(143);
      }
    }
    assertThat(made.builds()).isEqualTo(1);
  }

  private ProcessBuilder server(String... arguments) {
    List<String> words = new ArrayList<>(List.of("server"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = Launches.of(Checkout.launcher(), words.toArray(String[]::new));
    builder.environment().put("PADDOCK_DIST", distribution().toString());
    onThisJava(builder);
    return builder;
  }

  private static Path distribution() {
    return Checkout.root().resolve("cli/target/paddock");
  }

  private static void onThisJava(ProcessBuilder builder) {
    builder.environment().put("PADDOCK_JAVA_HOME", System.getProperty("java.home"));
  }

  private static Matcher ready(ServerProcess server) {
    String line = server.output().await("where it serves", READY.asMatchPredicate(), PATIENCE);
    Matcher ready = READY.matcher(line);
    assertThat(ready.matches()).isTrue();
    return ready;
  }

  private static int port(Matcher ready) {
    return Integer.parseInt(ready.group(1));
  }

  private static void isJava(String command) {
    assertThat(Path.of(command).getFileName()).hasToString("java");
  }
}
