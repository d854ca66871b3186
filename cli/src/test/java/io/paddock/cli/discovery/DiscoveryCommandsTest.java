package io.paddock.cli.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands about trees, services and properties against a server. */
class DiscoveryCommandsTest {
  private static final String TREE =
      """
      /cms : z4m cms
        threads = 3
        /providers
      /lb
        providers -> /cms/providers
        threads => /cms
      """;

  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Reader input = Reader.nullReader();
  private EmbeddedServer server;

  /** Ends when a text has been printed. */
  private final class EndsAfter extends Reader {
    private final String text;

    EndsAfter(String text) {
      this.text = text;
    }

    @Override
    public int read(char[] into, int from, int length) {
      awaitPrinted(text);
      return -1;
    }

    @Override
    public void close() {}
  }

  @Command(name = "test")
  private static final class All {}

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedServer.start();
    assertThat(run("tree", "import", file(TREE))).isZero();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_was_imported_is_exported() throws IOException {
    assertThat(run("tree", "export")).isZero();
    assertThat(out.toString()).isEqualTo(TREE);

    out.getBuffer().setLength(0);
    run("tree", "export", "/cms", "--name", "x");
    assertThat(out.toString()).isEqualTo("/x : z4m cms\n  threads = 3\n  /providers\n");
  }

  @Test
  void a_dry_run_and_trimming_say_what_they_do() throws IOException {
    String file = file("/cms\n  threads = 4\n");

    run("tree", "import", file, "--dry-run", "--trim", "delete");
    run("tree", "import", file);
    run("tree", "import", file, "--trim", "delete");
    run("tree", "import", file, "--trim", "delete", "-d");

    assertThat(out.toString().lines())
        .containsExactly(
            "/cms threads change from 3 to 4",
            "/cms remove type 'z4m cms'",
            "delete /cms/providers",
            "extra path not trimmed: /cms/providers");
  }

  @Test
  void a_text_that_is_no_tree_is_told_with_its_places_and_changes_nothing() throws IOException {
    String file = file("/new\n x = y\nz");

    assertThat(run("tree", "validate", file)).isEqualTo(2);
    assertThat(run("tree", "import", file)).isEqualTo(2);

    String first =
        "paddock: "
            + file
            + ": line 2, column 6: y is no literal value; a string stands between quotes";
    String second =
        "paddock: " + file + ": line 3, column 1: a property or link needs a node above it";
    assertThat(err.toString().lines()).containsExactly(first, second, first, second);
    assertThat(run("tree", "export", "/new")).isEqualTo(1);
    assertThat(run("tree", "validate", file(TREE))).isZero();
  }

  @Test
  void what_is_not_there_is_told() {
    Path none = dir.resolve("none");
    assertThat(run("tree", "validate", none.toString())).isEqualTo(2);
    assertThat(run("tree", "validate", dir.toString())).isEqualTo(2);
    assertThat(run("service", "list", "/none/at-all")).isEqualTo(1);
    assertThat(run("property", "get", "/none")).isEqualTo(1);

    assertThat(err.toString().lines())
        .containsExactly(
            "paddock: " + none + ": there is no such file",
            "paddock: " + dir + " cannot be read: Is a directory",
            "paddock: there is no znode /none/at-all",
            "paddock: there is no znode /none");
  }

  @Test
  void an_empty_environment_says_nothing_about_servers() {
    assertThat(Connection.target(null, "")).isEqualTo("127.0.0.1:2181");
    assertThat(Connection.target(null, null)).isEqualTo("127.0.0.1:2181");
    assertThat(Connection.target(null, "h:1")).isEqualTo("h:1");
    assertThat(Connection.target("own:1", "h:1")).isEqualTo("own:1");
  }

  @Test
  void properties_are_shown_set_and_watched() {
    run("property", "get", "/lb");
    run("property", "get", "/cms", "type");
    assertThat(run("property", "set", "/cms", "threads=4", "colour='red'")).isZero();
    run("property", "watch", "/lb", "-n", "1");
    run("property", "set", "/cms", "--replace", "threads=5");
    run("property", "get", "/cms");

    assertThat(out.toString().lines())
        .containsExactly(
            "providers -> = '/cms/providers'",
            "threads = 3",
            "z4m cms",
            "providers -> = '/cms/providers', threads = 4",
            "threads = 5");
    assertThat(run("property", "get", "/cms", "none")).isEqualTo(1);
    assertThat(run("property", "set", "/cms", "threads")).isEqualTo(2);
    assertThat(run("property", "set", "/cms", "colour=red")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "paddock: /cms has no property none",
            "paddock: threads does not have the form name=value",
            "paddock: red: column 1: red is no literal value; a string stands between quotes");
  }

  @Test
  void a_service_is_registered_until_the_input_ends_and_listed_through_a_link() throws Exception {
    Thread watcher = new Thread(() -> run("service", "watch", "/lb/providers", "-n", "3"));
    watcher.start();
    awaitPrinted("[]");

    input = new EndsAfter("[h:1]");
    assertThat(run("service", "register", "/lb/providers", "h:1", "weight=2", "--end-with-input"))
        .isZero();
    watcher.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(watcher.isAlive()).isFalse();
    run("service", "list", "/lb/providers");

    assertThat(out.toString().lines())
        .containsExactlyInAnyOrder("[]", "Registered /cms/providers/h:1", "[h:1]", "[]");
    assertThat(run("service", "register", "/none", "h:1", "--end-with-input")).isEqualTo(1);
    assertThat(run("service", "register", "/cms", "h/1", "--end-with-input")).isEqualTo(2);
  }

  @Test
  void all_children_of_the_root_can_be_listed_too() {
    run("service", "list", "/");

    assertThat(out.toString().lines())
        .contains(
            "cms {\"type\":\"z4m cms\",\"threads\":3}",
            "lb {\"providers ->\":\"/cms/providers\",\"threads =>\":\"/cms\"}");
  }

  @Test
  void without_a_server_they_say_so() {
    List<String> arguments =
        List.of("service", "list", "/", "--server", "127.0.0.1:1", "--wait", "100");

    assertThat(line().execute(arguments.toArray(String[]::new))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("paddock: no server answers at 127.0.0.1:1 within 100 ms\n");
  }

  private void awaitPrinted(String text) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!out.toString().contains(text)) {
      assertThat(System.nanoTime()).as("%s in %s, %s", text, out, err).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private String file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(dir, "tree", ".txt"), text).toString();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!arguments[1].equals("validate")) {
      all.addAll(2, List.of("--server", server.connectString()));
    }
    return line().execute(all.toArray(String[]::new));
  }

  private CommandLine line() {
    CommandLine line = new CommandLine(new All());
    BufferedReader in = new BufferedReader(input);
    DiscoveryCommands.addTo(
        line, new Terminal(in, new PrintWriter(out, true), new PrintWriter(err, true)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }
}
