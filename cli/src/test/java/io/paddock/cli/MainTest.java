package io.paddock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.disk.CorruptFileException;
import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.ServerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the arguments do, with a server that only notes how it was started. */
class MainTest {
  private static final String OPTIONS =
      "[--server hosts[/chroot]] [--timeout ms] [--wait ms] [--auth scheme:auth]...";

  @TempDir private Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Output output = new Output(new PrintWriter(out, true), new PrintWriter(err, true));
  private final BufferedReader input = new BufferedReader(Reader.nullReader());
  private final List<ServerConfig> started = new ArrayList<>();
  private Optional<String> end = Optional.empty();

  @Test
  void a_server_needs_no_arguments() {
    assertThat(run("server", "--data-dir", dir.toString())).isZero();

    ServerConfig config = started.get(0);
    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig("127.0.0.1", 2181, -1, false));
  }

  @Test
  void without_a_directory_the_data_is_in_data() {
    assertThat(new ServerOptions().config(new java.util.Properties()).storage().dataDir())
        .isEqualTo(Path.of("data").toAbsolutePath());
  }

  @Test
  void one_line_says_where_it_serves() {
    run("server", "--port", "2999", "--data-dir", dir.toString());

    assertThat(out.toString())
        .isEqualTo(
            "Paddock is serving on 127.0.0.1:2999 (standalone, data in %s)%n".formatted(dir));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_word_of_the_shell_is_a_command_with_help_of_its_own() {
    assertThat(run("ls", "--help")).isZero();
    assertThat(out.toString())
        .contains("paddock ls [-s] [-w] [-R] path [--server", "Lists the children", "Exit codes");
    assertThat(run("ls", "/", "--server", "127.0.0.1:1", "--wait", "100")).isEqualTo(1);
    assertThat(run("ls")).isEqualTo(2);
    assertThat(run("shell", "a", "b")).isEqualTo(2);
    assertThat(err.toString()).endsWith("shell [hosts[/chroot]] " + OPTIONS + "\n");
    assertThat(run("shell", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("paddock shell [hosts[/chroot]] " + OPTIONS);
    assertThat(run("help")).isZero();
    assertThat(out.toString()).contains("deleteall", "Talks to a server");
  }

  @Test
  void a_member_says_which_it_is_and_that_it_waits() throws IOException {
    Files.writeString(dir.resolve("myid"), "2");
    Path file =
        Files.writeString(
            dir.resolve("zoo.cfg"),
            "clientPort=3000\ndataDir="
                + dir
                + "\nserver.1=a:1:2\nserver.2=127.0.0.1:3:4\nserver.3=c:5:6");

    run("server", file.toString());

    assertThat(out.toString().lines())
        .containsExactly(
            "Paddock, server 2 of 3, waits for a leader",
            "Paddock is serving on 0.0.0.0:3000 (server 2 of 3, data in " + dir + ")");
  }

  @Test
  void a_file_is_read_and_options_overwrite_it() throws IOException {
    Path file = Files.writeString(dir.resolve("zoo.cfg"), "clientPort=3000\ndataDir=" + dir);

    assertThat(run("server", file.toString())).isZero();
    assertThat(run("server", file.toString(), "--port", "3001", "--address", "::1")).isZero();

    assertThat(started.get(0).clientPort()).isEqualTo(new ClientPortConfig(null, 3000, -1, false));
    assertThat(started.get(1).clientPort()).isEqualTo(new ClientPortConfig("::1", 3001, -1, false));
    assertThat(out.toString()).contains("serving on [0:0:0:0:0:0:0:1]:3001 ");
  }

  @Test
  void zookeepers_short_form_is_understood() {
    assertThat(run("server", "3100", dir.toString(), "500", "7")).isZero();

    ServerConfig config = started.get(0);
    assertThat(config.clientPort()).isEqualTo(new ClientPortConfig(null, 3100, -1, false));
    assertThat(config.storage().dataDir()).isEqualTo(dir);
    assertThat(config.sessions().tickTimeMs()).isEqualTo(500);
    assertThat(config.limits().connectionsPerAddressMax()).isEqualTo(7);
  }

  @Test
  void all_addresses_are_one_address_in_the_line() throws IOException {
    Path file = Files.writeString(dir.resolve("zoo.cfg"), "clientPort=3000\ndataDir=" + dir);

    run("server", file.toString(), "--address", "::");

    assertThat(out.toString()).startsWith("Paddock is serving on 0.0.0.0:3000 (");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--prot=1", "--port", "--log-level=loud"})
  void a_wrong_option_shows_the_usage(String option) {
    assertThat(run("server", option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.split("=")[0]).contains("Usage: paddock server");
    assertThat(started).isEmpty();
  }

  @Test
  void a_word_too_many_shows_the_usage() {
    assertThat(run("server", "2181", "data", "2000", "60", "9")).isEqualTo(2);
    assertThat(err.toString()).contains("Unmatched argument").contains("Usage: paddock server");
  }

  @Test
  void an_unknown_command_shows_the_usage() {
    assertThat(run("sevrer")).isEqualTo(2);
    assertThat(err.toString()).contains("sevrer");
  }

  @Test
  void no_command_at_all_shows_the_usage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required subcommand").contains("Usage: paddock");
  }

  @ParameterizedTest
  @ValueSource(strings = {"70000", "-1", "http", ""})
  void a_port_that_is_none_is_one_clear_line(String port) {
    assertThat(run("server", "--port=" + port, "--data-dir=" + dir)).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "paddock: --port=" + port + ": must be a whole number from 0 to 65535",
            "paddock server --help says what is possible.");
  }

  @Test
  void a_missing_file_is_one_clear_line() {
    Path missing = dir.resolve("zoo.cfg");

    assertThat(run("server", missing.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("paddock: " + missing + ": there is no such file\n");
  }

  @Test
  void a_data_directory_that_cannot_be_used_is_exit_code_3() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertThat(Main.run(output, input, LocalServer::start, "server", "--data-dir", file.toString()))
        .isEqualTo(3);
    assertThat(err.toString()).isEqualTo("paddock: data directory " + file + " is no directory\n");
  }

  @Test
  void a_port_that_is_taken_is_exit_code_1() {
    assertThat(fail(new BindException("cannot listen for clients on 127.0.0.1:2181: in use")))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("paddock: cannot listen for clients on 127.0.0.1:2181: in use\n");
  }

  @Test
  void a_directory_of_another_server_is_exit_code_3() {
    assertThat(fail(new IOException(dir + " is in use by another server."))).isEqualTo(3);
    assertThat(err.toString()).isEqualTo("paddock: " + dir + " is in use by another server.\n");
  }

  @Test
  void a_file_that_cannot_be_opened_is_exit_code_3() {
    assertThat(fail(new NoSuchFileException("/x/log"))).isEqualTo(3);
    assertThat(err.toString()).contains("/x/log");
  }

  @Test
  void a_corrupt_file_is_exit_code_10() {
    assertThat(
            fail(new CorruptFileException(dir.resolve("log"), 17, "bad checksum", "Restore it.")))
        .isEqualTo(10);
    assertThat(err.toString())
        .isEqualTo("paddock: " + dir.resolve("log") + ": bad checksum at offset 17. Restore it.\n");
  }

  @Test
  void a_server_that_cannot_go_on_is_exit_code_10() {
    end = Optional.of("no space left on device");

    assertThat(run("server", "--data-dir", dir.toString())).isEqualTo(10);
    assertThat(err.toString())
        .isEqualTo("paddock: the server has stopped: no space left on device\n");
  }

  @Test
  void version_and_help_answer_on_standard_output() {
    assertThat(run("version")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("Paddock \\d.*, for clients of Apache ZooKeeper 3\\.9\\.5"));
    assertThat(run("help")).isZero();
    assertThat(run("server", "--help")).isZero();
    assertThat(run("help", "server")).isZero();
    assertThat(out.toString()).contains("Usage: paddock server").contains("Exit codes:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void bench_gets_its_own_arguments_untouched() {
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString()).contains("Load generator").doesNotContain("Usage: paddock server");
    assertThat(run("bench", "--no-such-option")).isEqualTo(2);
  }

  private int fail(IOException failure) {
    return Main.run(
        output,
        input,
        config -> {
          throw failure;
        },
        "server",
        "--data-dir",
        dir.toString());
  }

  private int run(String... args) {
    return Main.run(output, input, this::start, args);
  }

  private ServerProcess start(ServerConfig config) {
    started.add(config);
    return new ServerProcess() {
      @Override
      public InetSocketAddress address() {
        ClientPortConfig port = Objects.requireNonNull(config.clientPort());
        return new InetSocketAddress(port.host() == null ? "0.0.0.0" : port.host(), port.port());
      }

      @Override
      public CompletionStage<Void> serving() {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public Optional<String> awaitEnd() {
        return end;
      }

      @Override
      public void close() {}
    };
  }
}
