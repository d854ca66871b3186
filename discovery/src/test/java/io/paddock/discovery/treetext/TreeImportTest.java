package io.paddock.discovery.treetext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.NoNodeException;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Id;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Import and export against a server. */
class TreeImportTest {
  private static final String TREE =
      """
      /cms : z4m cms
        threads = 3
        /databases
          /main
            /providers
        /providers
      /lb : ipvs
        /pools
          /cms
            address = '1.2.3.4:80'
            providers -> /cms/providers
          /retail
            address = '1.2.3.5:80'
            threads => /cms threads
      """;

  private static EmbeddedServer server;
  private Client client;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    client = PaddockClient.connect(server.connectString());
    client.children("/").stream()
        .filter(each -> !each.equals("zookeeper"))
        .forEach(each -> client.deleteRecursive("/" + each));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void what_is_imported_is_exported_again() {
    run(TREE, ImportOptions.USUAL);

    assertThat(TreeExport.export(client, "/", "", false)).isEqualTo(TREE);
    assertThat(client.get("/cms").text()).isEqualTo("{\"type\":\"z4m cms\",\"threads\":3}");
    assertThat(TreeExport.export(client, "/cms/databases/main", "cms", false))
        .isEqualTo("/cms\n  /providers\n");
    assertThat(TreeExport.export(client, "/", "all", false)).startsWith("/all\n  /cms : z4m cms\n");
  }

  @Test
  void a_tree_that_fits_into_a_request_is_one_transaction() {
    run(TREE, ImportOptions.USUAL);

    long czxid = client.get("/cms").stat().czxid();
    assertThat(client.get("/lb/pools/retail").stat().czxid()).isEqualTo(czxid);
    assertThat(client.get("/lb/pools/retail").stat().mzxid()).isEqualTo(czxid);
  }

  @Test
  void an_import_that_is_run_again_changes_nothing() {
    run(TREE, ImportOptions.USUAL);
    long mzxid = client.get("/cms").stat().mzxid();

    ImportPlan again = run(TREE, ImportOptions.USUAL);

    assertThat(again.isEmpty()).isTrue();
    assertThat(client.get("/cms").stat().mzxid()).isEqualTo(mzxid);
  }

  @Test
  void a_long_tree_goes_in_several_requests_and_any_beginning_of_them_is_whole() {
    StringBuilder text = new StringBuilder("/links\n");
    for (int i = 0; i < 30; i++) {
      text.append("  l").append(i).append(" -> /n").append(i).append('\n');
    }
    for (int i = 0; i < 30; i++) {
      text.append("/n").append(i).append("\n  x = '").append("y".repeat(100)).append("'\n");
    }

    run(text.toString(), ImportOptions.USUAL.frameBytesMax(1024));

    long first = client.get("/links").stat().czxid();
    long last = client.get("/links").stat().mzxid();
    assertThat(last - first).isBetween(4L, 20L);
    for (int i = 0; i < 30; i++) {
      assertThat(client.get("/n" + i).stat().czxid()).isBetween(first, last - 1);
      assertThat(client.get("/n" + i).stat().version()).isZero();
    }
  }

  @Test
  void a_dry_run_says_what_would_be_done_and_does_nothing() {
    run(TREE, ImportOptions.USUAL);
    client.create("/lb/other", null);
    String changed =
        """
        /cms : z4m cms
          threads = 4
          colour = 'red'
          /new
          /databases
            main -> /main
        /lb
          /pools
        """;

    List<String> kept = plan(changed, ImportOptions.USUAL).lines();
    List<String> trimmed = plan(changed, ImportOptions.USUAL.trim(Trim.DELETE)).lines();

    assertThat(kept)
        .containsExactly(
            "add /cms/new",
            "/cms add colour 'red'",
            "/cms threads change from 3 to 4",
            "/cms/databases add main -> '/main'",
            "/lb remove type 'ipvs'",
            "extra path not trimmed: /cms/providers",
            "extra path not trimmed: /cms/databases/main",
            "extra path not trimmed: /lb/other",
            "extra path not trimmed: /lb/pools/cms",
            "extra path not trimmed: /lb/pools/retail");
    assertThat(trimmed.subList(5, trimmed.size()))
        .containsExactly(
            "delete /cms/providers",
            "delete /cms/databases/main/providers",
            "delete /cms/databases/main",
            "delete /lb/other",
            "delete /lb/pools/cms",
            "delete /lb/pools/retail");
    assertThat(TreeExport.export(client, "/cms", "", false)).contains("threads = 3");
  }

  @Test
  void trimming_leaves_ephemerals_what_is_above_them_and_the_top() {
    run(TREE, ImportOptions.USUAL);
    client.create("/fooservice", null);
    client.create("/cms/databases/main/providers/a", null, CreateOptions.EPHEMERAL);

    ImportPlan done = run("/cms\n  /databases\n", ImportOptions.USUAL.trim(Trim.DELETE));

    assertThat(done.notes())
        .containsExactly(
            "not deleted, because it is ephemeral: /cms/databases/main/providers/a",
            "not deleted, because of an ephemeral below it: /cms/databases/main/providers",
            "not deleted, because of an ephemeral below it: /cms/databases/main");
    assertThat(TreeExport.export(client, "/", "", true))
        .startsWith("/cms\n  /databases\n    /main\n      /providers\n        /a\n/fooservice\n");
    assertThat(client.exists("/cms/providers")).isEmpty();
  }

  @Test
  void data_that_is_no_json_is_a_string_and_stays_as_it_is() {
    client.create("/plain", Data.of("it's text\n"));
    client.create("/none", null);
    client.create("/broken", Data.of("{\"a\":}"));

    String text = TreeExport.export(client, "/", "", false);

    assertThat(text)
        .isEqualTo(
            """
            /broken
              string_value = '{"a":}'
            /none
            /plain
              string_value = "it's text\\n"
            """);
    assertThat(plan(text, ImportOptions.USUAL).isEmpty()).isTrue();
  }

  @Test
  void what_cannot_be_written_as_text_is_refused() {
    client.create("/bytes", Data.of(new byte[] {(byte) 0xff, 0}));
    client.create("/name", Data.of("{\"a b\":1}"));
    client.create("/link", Data.of("{\"l ->\":3}"));

    assertThatThrownBy(() -> TreeExport.export(client, "/bytes", "", false))
        .hasMessage("/bytes: its data is no text");
    assertThatThrownBy(() -> TreeExport.export(client, "/name", "", false))
        .hasMessage("/name: the property \"a b\" cannot be written, for its name");
    assertThatThrownBy(() -> TreeExport.export(client, "/link", "", false))
        .hasMessage("/link: the link \"l ->\" leads to no path");
  }

  @Test
  void an_acl_is_given_to_new_nodes_and_to_those_that_are_there() {
    client.create("/a", null);
    List<Acl> acl = List.of(new Acl(Acl.ALL & ~Acl.WRITE, Id.ANYONE));

    ImportPlan done = run("/a\n  /b", ImportOptions.USUAL.acl(acl));

    assertThat(done.lines()).containsExactlyInAnyOrder("add /a/b", "/a change of the ACL");
    assertThat(client.getAcl("/a").entries()).isEqualTo(acl);
    assertThat(client.getAcl("/a/b").entries()).isEqualTo(acl);
    assertThat(plan("/a\n  /b", ImportOptions.USUAL.acl(acl)).isEmpty()).isTrue();
  }

  @Test
  void a_subtree_goes_where_it_is_wanted_and_a_missing_place_is_told() {
    client.create("/top", null);
    TreeNode tree = TreeParser.parse("/a\n  /b");

    new TreeImport(client, tree, "/top/", ImportOptions.USUAL).run();

    assertThat(client.exists("/top/a/b")).isPresent();
    assertThatThrownBy(() -> new TreeImport(client, tree, "/none", ImportOptions.USUAL).run())
        .isInstanceOf(NoNodeException.class);
  }

  private ImportPlan plan(String text, ImportOptions options) {
    return new TreeImport(client, TreeParser.parse(text), "/", options).plan();
  }

  private ImportPlan run(String text, ImportOptions options) {
    return new TreeImport(client, TreeParser.parse(text), "/", options).run();
  }
}
