package io.paddock.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell's words against a server, typed and given as arguments. */
class ShellTest {
  private static final long PATIENCE_SECONDS = 60;
  private static EmbeddedServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Client client;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(Map.of("extendedTypesEnabled", "true"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    client = PaddockClient.connect(server.connectString());
    client.deleteRecursive("/t");
    client.create("/t", null);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void ls_lists_the_children_in_order() {
    client.create("/t/b", null);
    client.create("/t/a", null);

    assertThat(once("ls", "/t")).isZero();

    assertThat(out.toString()).isEqualTo("[a, b]\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void ls_R_shows_all_children_of_a_znode_before_what_is_below_them() {
    for (String each : List.of("/t/a", "/t/b", "/t/a/x", "/t/a/x/deep", "/t/a/y")) {
      client.create(each, null);
    }

    once("ls", "-R", "/t");

    assertThat(out.toString().lines())
        .containsExactly("/t", "/t/a", "/t/b", "/t/a/x", "/t/a/y", "/t/a/x/deep");
  }

  @Test
  void get_shows_data_as_text_base64_and_hex() {
    client.set("/t", Data.of("two words"));

    once("get", "/t");
    once("get", "-b", "/t");
    once("get", "-x", "/t");
    once("create", "/t/none");
    once("get", "/t/none");

    assertThat(out.toString().lines())
        .containsExactly(
            "two words",
            "dHdvIHdvcmRz",
            "         +-------------------------------------------------+",
            "         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |",
            "+--------+-------------------------------------------------+----------------+",
            "|00000000| 74 77 6f 20 77 6f 72 64 73                      |two words       |",
            "+--------+-------------------------------------------------+----------------+",
            "Created /t/none",
            "null");
  }

  @Test
  void stat_has_the_eleven_lines_of_zookeepers_shell() {
    client.set("/t", Data.of("four"));
    String czxid = Long.toHexString(client.get("/t").stat().czxid());

    once("stat", "/t");

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(11).contains("cZxid = 0x" + czxid, "dataVersion = 1");
    assertThat(lines.get(1)).matches("ctime = \\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d .+ \\d{4}");
    assertThat(lines.subList(5, 11))
        .containsExactly(
            "cversion = 0",
            "dataVersion = 1",
            "aclVersion = 0",
            "ephemeralOwner = 0x0",
            "dataLength = 4",
            "numChildren = 0");
  }

  @Test
  void create_knows_every_kind_of_znode() {
    once("create", "/t/plain", "data");
    once("create", "-s", "/t/seq-");
    once("create", "-c", "/t/container");
    once("create", "-t", "60000", "/t/ttl", "data", "world:anyone:rw");
    assertThat(out.toString().lines())
        .containsExactly(
            "Created /t/plain",
            "Created /t/seq-0000000001",
            "Created /t/container",
            "Created /t/ttl");
    assertThat(client.get("/t/plain").text()).isEqualTo("data");
    assertThat(client.getAcl("/t/ttl").entries())
        .containsExactly(new Acl(Acl.READ | Acl.WRITE, Id.ANYONE));

    assertThat(once("create", "-e", "-c", "/t/x")).isEqualTo(2);
    assertThat(once("create", "-e", "-t", "5", "/t/x")).isEqualTo(2);
    assertThat(once("create", "-t", "none", "/t/x")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.",
            "TTLs cannot be used with Ephemeral znodes",
            "-t wants a number, not none");
  }

  @Test
  void set_and_delete_heed_versions() {
    assertThat(once("set", "-v", "0", "/t", "right")).isZero();
    assertThat(once("set", "/t", "wrong", "-v", "0")).isEqualTo(1);
    assertThat(once("set", "/t", "aGVsbG8=", "-b", "-s")).isZero();
    assertThat(client.get("/t").text()).isEqualTo("hello");
    assertThat(out.toString()).contains("dataVersion = 2");
    assertThat(once("delete", "-v", "9", "/t")).isEqualTo(1);
    assertThat(once("delete", "-v", "2", "/t")).isZero();

    assertThat(client.exists("/t")).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly("version No is not valid : /t", "version No is not valid : /t");
  }

  @Test
  void deleteall_takes_all_of_a_subtree_in_batches() {
    for (int i = 0; i < 7; i++) {
      client.create("/t/n" + i, null);
      client.create("/t/n" + i + "/deep", null);
    }

    assertThat(once("deleteall", "/t", "-b", "2")).isZero();

    assertThat(client.exists("/t")).isEmpty();
    assertThat(once("deleteall", "/t")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("Node does not exist: /t\n");
  }

  @Test
  void access_is_shown_changed_and_refused() {
    once("getAcl", "/t");
    once("setAcl", "/t", "world:anyone:ra");
    once("getAcl", "/t");
    assertThat(out.toString().lines())
        .containsExactly("'world,'anyone", ": cdrwa", "'world,'anyone", ": ra");

    assertThat(once("set", "/t", "x")).isEqualTo(1);
    assertThat(once("setAcl", "/t", "nonsense:x:r")).isEqualTo(1);
    assertThat(once("setAcl", "/t", "world:anyone:z")).isEqualTo(2);
    assertThat(once("setAcl", "/t", "anyone")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "Insufficient permission : /t",
            "Acl is not valid : /t",
            "world:anyone:z: z is none of the permissions cdrwa",
            "anyone does not have the form scheme:id:perms");
    client.setAcl("/t", Acl.OPEN, -1);
  }

  @Test
  void setAcl_R_reaches_all_below() {
    client.create("/t/a", null);

    once("setAcl", "-R", "/t", "digest:bob:x=:r,world:anyone:cdrwa");

    assertThat(client.getAcl("/t/a").entries())
        .containsExactly(
            new Acl(Acl.READ, new Id("digest", "bob:x=")), new Acl(Acl.ALL, Id.ANYONE));
  }

  @Test
  void an_identity_can_be_given_with_the_command_or_typed() {
    once("create", "--auth", "digest:bob:pw", "/t/mine", "secret", "auth:bob:cdrwa");
    assertThat(once("get", "/t/mine")).isEqualTo(1);
    assertThat(once("get", "/t/mine", "--auth", "digest:bob:pw")).isZero();
    assertThat(out.toString()).endsWith("secret\n");

    typed("addauth digest bob:pw", "whoami", "get /t/mine");
    assertThat(out.toString()).endsWith("digest: bob\nsecret\n");
    client.delete("/t/mine");
  }

  @Test
  void refusals_are_said_as_zookeepers_shell_says_them() {
    client.create("/t/e", null, CreateOptions.EPHEMERAL);
    client.create("/t/a", null);

    once("get", "/t/none");
    once("create", "/t/a");
    once("delete", "/t");
    once("create", "/t/e/child");
    once("delete", "/");
    assertThat(err.toString().lines())
        .containsExactly(
            "Node does not exist: /t/none",
            "Node already exists: /t/a",
            "Node not empty: /t",
            "Ephemerals cannot have children: /t/e/child",
            "Arguments are not valid : /");
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThat(once("ls")).isEqualTo(2);
    assertThat(once("ls", "/t", "--unknown")).isEqualTo(2);
    assertThat(once("get", "-q", "/t")).isEqualTo(2);
    assertThat(once("get", "no-slash")).isEqualTo(2);
    assertThat(once("get", "/t/")).isEqualTo(2);
    assertThat(once("get", "/t//a")).isEqualTo(2);
    assertThat(once("ls", "/t", "--wait", "soon")).isEqualTo(2);
    assertThat(once("ls", "/t", "--auth", "nothing")).isEqualTo(2);
    assertThat(once("ls", "/t", "--wait")).isEqualTo(2);
    assertThat(once("deleteall", "/t", "-b", "0")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "ls [-s] [-w] [-R] path",
            "ls [-s] [-w] [-R] path",
            "get [-s] [-w] [-b] [-x] path",
            "Path must start with / character",
            "Path must not end with / character",
            "/t//a: there is nothing between two / before index 3",
            "--wait wants a time in ms, not soon",
            "--auth wants scheme:auth, such as digest:user:password",
            "--wait wants a value",
            "-b wants a number from 1 on, not 0");
  }

  @Test
  void without_a_server_it_says_so_in_time() {
    assertThat(shell("").once("ls", List.of("/", "--server", "127.0.0.1:1", "--wait", "200")))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("paddock: no server answers at 127.0.0.1:1 within 200 ms\n");
    assertThat(shell("").once("ls", List.of("/", "--server", "a:b"))).isEqualTo(2);
  }

  @Test
  void an_empty_environment_says_nothing_about_servers() {
    assertThat(Target.usual("").servers()).isEqualTo("127.0.0.1:2181");
    assertThat(Target.usual(null).servers()).isEqualTo("127.0.0.1:2181");
    assertThat(Target.usual("h:1").servers()).isEqualTo("h:1");
  }

  @Test
  void a_chroot_is_the_root_of_what_is_shown() {
    client.create("/t/a", Data.of("1"));

    assertThat(shell("").once("ls", List.of("/", "--server", server.connectString() + "/t")))
        .isZero();

    assertThat(out.toString()).isEqualTo("[a]\n");
  }

  @Test
  void typed_words_go_on_after_a_failure_and_the_last_one_decides_the_code() {
    int code =
        typed(
            "create /t/q \"two words\"",
            "get '/t/q'",
            "",
            "# a remark",
            "get /none",
            "get 'open",
            "bogus");

    assertThat(code).isEqualTo(127);
    assertThat(out.toString())
        .startsWith("Connecting to " + server.connectString() + "\nCreated /t/q\ntwo words\n");
    assertThat(err.toString().lines())
        .containsExactly(
            "Node does not exist: /none",
            "a ' is not closed",
            "Command not found: Command not found bogus");
  }

  @Test
  void quit_ends_with_success_and_the_prompt_shows_server_state_and_number() {
    String lines = "get /none\nclose\nls /\nconnect " + server.connectString() + "\nls /t\nquit\n";

    assertThat(shell(lines).interactive(List.of(server.connectString()), true)).isZero();

    String at = server.connectString();
    assertThat(out.toString())
        .contains("[zk: " + at + "(CONNECTED) 0] ", "[zk: " + at + "(CLOSED) 2] ", "[]\n");
    assertThat(err.toString().lines())
        .containsExactly("Node does not exist: /none", "Not connected");
  }

  @Test
  void watches_print_what_zookeepers_shell_prints() {
    // A listener prints beside the words; "quit" is not typed before it has.
    String printed =
        "\nWATCHER::\n\nWatchedEvent state:SyncConnected type:NodeDataChanged path:/t\n";
    typedAfter(printed, "get -w /t\nset /t x\n", "quit\n");

    assertThat(out.toString()).contains(printed);
  }

  @Test
  void this_session_and_what_is_below_a_znode_are_told() {
    typed("sync /t", "create -e /t/e", "getEphemerals", "getAllChildrenNumber /t");

    assertThat(out.toString()).endsWith("\nSync is OK\nCreated /t/e\n[/t/e]\n1\n");
  }

  @Test
  @Timeout(300)
  void watch_prints_each_change_until_it_has_printed_enough() throws InterruptedException {
    Thread changes =
        new Thread(
            () -> {
              while (client.exists("/t/done").isEmpty()) {
                client.createOrSet("/t/a", Data.of("new"));
                client.delete("/t/a");
              }
            });
    changes.start();

    assertThat(once("watch", "-R", "-n", "6", "/t")).isZero();

    client.create("/t/done", null);
    changes.join();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(6);
    List<String> kinds = new ArrayList<>();
    lines.forEach(each -> kinds.add(each.replaceAll(" (null|\"new\")$", "")));
    assertThat(kinds).contains("NodeCreated /t/a", "NodeDeleted /t/a");
    assertThat(once("watch", "-n", "0", "/t")).isEqualTo(2);
  }

  @Test
  void help_lists_every_word() {
    typed("help");

    assertThat(out.toString())
        .contains("\tls [-s] [-w] [-R] path\n", "\twatch [-R] [-n count] path\n", "\tquit\n");
  }

  private int once(String word, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--server", server.connectString()));
    all.addAll(List.of(arguments));
    return shell("").once(word, all);
  }

  private int typedAfter(String printed, String first, String then) {
    Reader reader =
        new StringReader(first) {
          private final Reader rest = new StringReader(then);

          @Override
          public int read(char[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            if (count < 0) {
              awaitPrinted(printed);
              count = rest.read(into, from, length);
            }
            return count;
          }
        };
    return shell(reader).interactive(List.of(server.connectString()), false);
  }

  private void awaitPrinted(String text) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!out.toString().contains(text)) {
      assertThat(System.nanoTime()).as("%s in %s, %s", text, out, err).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private int typed(String... lines) {
    return shell(String.join("\n", lines)).interactive(List.of(server.connectString()), false);
  }

  private Shell shell(String lines) {
    return shell(new StringReader(lines));
  }

  private Shell shell(Reader reader) {
    return new Shell(
        new Streams(
            new BufferedReader(reader), new PrintWriter(out, true), new PrintWriter(err, true)),
        null);
  }
}
