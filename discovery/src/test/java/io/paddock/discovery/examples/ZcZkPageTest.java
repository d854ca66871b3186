package io.paddock.discovery.examples;

import static io.paddock.discovery.examples.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.discovery.Discovery;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.live.NodeDeletedException;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.discovery.treetext.TreeNode;
import io.paddock.discovery.treetext.TreeParser;
import io.paddock.discovery.treetext.Trim;
import io.paddock.protocol.message.Acl;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What zc.zk 2.1.0 shows in its page, section by section, and what it gives with this library. */
class ZcZkPageTest {
  private static final String FOO = "/fooservice";
  private static final String PROVIDERS = "/fooservice/providers";
  private static final String TREE =
      """
      /lb : ipvs
        /pools
          /cms
            # The address is fixed because it's
            # exposed externally
            address = '1.2.3.4:80'
            providers -> /cms/providers
          /retail
            address = '1.2.3.5:80'
            providers -> /cms/providers

      /cms : z4m cms
        threads = 3
        /providers
        /databases
          /main
            /providers

      /retail : z4m retail
        threads = 1
        /providers
        /databases
          main -> /cms/databases/main
          /ugc
            /providers
      """;
  private static final String SMALLER_TREE =
      """
      /lb : ipvs
        /pools
          /cms
            address = '1.2.3.4:80'
            providers -> /cms/providers

      /cms : z4m cms
        threads = 4
        /providers
        /databases
          /main
            /providers
      """;
  private static final String EXPORTED_CMS =
      """
      /cms : z4m cms
        threads = 4
        /databases
          /main
            /providers
        /providers
      """;
  private static final String EXPORTED_FOO =
      """
      /fooservice
        secret = '1234'
        threads = 3
        /providers
      """;
  private static final String EXPORTED_LB =
      """
      /lb : ipvs
        /pools
          /cms
            address = '1.2.3.4:80'
            providers -> /cms/providers
      """;
  private static final String EXPORTED_RETAIL =
      """
      /retail : z4m retail
        threads = 1
        /databases
          main -> /cms/databases/main
          /ugc
            /providers
        /providers
      """;

  private final EmbeddedServer server = EmbeddedServer.start();
  private final Discovery zk = Discovery.connect(server.connectString());

  @BeforeEach
  void the_services_of_the_page() {
    zk.importTree(
        """
        /fooservice
          database = '/databases/foomain'
          favorite_color = 'red'
          threads = 1
          /providers
        """,
        "/",
        ImportOptions.USUAL);
  }

  @AfterEach
  void close() {
    zk.close();
    server.close();
  }

  private void register(int port) {
    Registration unused = zk.register(PROVIDERS, "192.168.0.42:" + port);
  }

  private static ImportOptions trim(Trim trim) {
    return ImportOptions.USUAL.trim(trim);
  }

  @Test
  void registering_a_server_and_getting_the_addresses() {
    register(8080);
    assertThat(zk.read(PROVIDERS + "/192.168.0.42:8080"))
        .isEqualTo(Map.of("pid", (int) ProcessHandle.current().pid()));

    LiveChildren addresses = zk.children(PROVIDERS);
    assertThat(addresses).containsExactly("192.168.0.42:8080");
    register(8081);
    until(() -> addresses.names().equals(List.of("192.168.0.42:8080", "192.168.0.42:8081")));
    assertThat(addresses.size()).isEqualTo(2);

    List<List<String>> told = new CopyOnWriteArrayList<>();
    zk.children(PROVIDERS).onChange(now -> told.add(now.names()));
    assertThat(told).containsExactly(List.of("192.168.0.42:8080", "192.168.0.42:8081"));
    register(8082);
    until(() -> told.size() == 2);
    assertThat(told.get(1))
        .containsExactly("192.168.0.42:8080", "192.168.0.42:8081", "192.168.0.42:8082");
  }

  @Test
  void getting_and_updating_properties() {
    LiveProperties data = zk.properties(FOO);
    assertThat(data.getString("database")).isEqualTo("/databases/foomain");
    assertThat(data.getInt("threads")).isEqualTo(1);

    List<String> told = new CopyOnWriteArrayList<>();
    zk.properties(FOO).onChange(now -> told.add(new TreeMap<>(now).toString()));
    assertThat(told)
        .containsExactly("{database=/databases/foomain, favorite_color=red, threads=1}");

    data.update(Map.of("threads", 2, "secret", "123"));
    until(() -> told.size() == 2);
    data.update("threads", 1);
    until(() -> told.size() == 3);
    data.set(Map.of("threads", 3, "secret", "1234"));
    until(() -> told.size() == 4);
    assertThat(told.subList(1, 4))
        .containsExactly(
            "{database=/databases/foomain, favorite_color=red, secret=123, threads=2}",
            "{database=/databases/foomain, favorite_color=red, secret=123, threads=1}",
            "{secret=1234, threads=3}");
  }

  @Test
  void properties_without_tracking_changes() {
    LiveProperties tracking = zk.properties(FOO);
    LiveProperties once = zk.propertiesOnce(FOO);
    assertThat(once).containsOnlyKeys("database", "favorite_color", "threads");
    assertThatThrownBy(() -> once.onChange(now -> {})).isInstanceOf(IllegalStateException.class);

    once.update("threads", 2);
    until(() -> tracking.getInt("threads") == 2);
    once.update(Map.of("threads", 3));
    until(() -> tracking.getInt("threads") == 3);
  }

  @Test
  void importing_and_exporting_trees() {
    register(8080);
    zk.properties(FOO).set(Map.of("threads", 3, "secret", "1234"));
    zk.importTree(TREE, "/", ImportOptions.USUAL);
    String all = zk.exportTree("/");
    assertThat(all).startsWith("/cms : z4m cms\n  threads = 3\n  /databases\n");
    assertThat(all).contains(EXPORTED_FOO, EXPORTED_RETAIL).doesNotContain("zookeeper", "8080");
    assertThat(zk.exportTree(FOO)).isEqualTo(EXPORTED_FOO);
    assertThat(zk.exportTree(FOO, "", true))
        .isEqualTo(
            EXPORTED_FOO
                + "    /192.168.0.42:8080\n      pid = "
                + ProcessHandle.current().pid()
                + "\n");

    assertThat(zk.importTree(SMALLER_TREE, "/", ImportOptions.USUAL).notes())
        .containsExactly("extra path not trimmed: /lb/pools/retail");
    assertThat(zk.exportTree("/")).contains(EXPORTED_CMS, "address = '1.2.3.5:80'");
    assertThat(zk.planImport(SMALLER_TREE, "/", trim(Trim.DELETE)).lines())
        .containsExactly("delete /lb/pools/retail");
    assertThat(zk.importTree(SMALLER_TREE, "/", trim(Trim.KEEP)).lines()).isEmpty();
    assertThat(zk.planImport(SMALLER_TREE, "/", trim(Trim.DELETE)).lines())
        .containsExactly("delete /lb/pools/retail");

    zk.importTree(SMALLER_TREE, "/", trim(Trim.DELETE));
    assertThat(zk.exportTree("/"))
        .isEqualTo(EXPORTED_CMS + EXPORTED_FOO + EXPORTED_LB + EXPORTED_RETAIL);
    assertThat(zk.deleteRecursive("/retail")).isEmpty();
    assertThat(zk.exportTree("/")).isEqualTo(EXPORTED_CMS + EXPORTED_FOO + EXPORTED_LB);
    assertThat(zk.deleteRecursive(FOO))
        .containsExactly(PROVIDERS + "/192.168.0.42:8080", PROVIDERS, FOO);
    zk.deleteRecursiveForced(FOO);
    assertThat(zk.exportTree("/")).isEqualTo(EXPORTED_CMS + EXPORTED_LB);
  }

  @Test
  void symbolic_links_also_of_what_has_moved() {
    zk.importTree(SMALLER_TREE, "/", ImportOptions.USUAL);
    assertThat(zk.resolve("/lb/pools/cms/providers")).isEqualTo("/cms/providers");
    Registration unused = zk.register("/cms/providers", "1.2.3.4:5");
    assertThat(zk.resolve("/lb/pools/cms/providers/1.2.3.4:5"))
        .isEqualTo("/cms/providers/1.2.3.4:5");

    LiveChildren children = zk.children("/cms/databases/main");
    LiveProperties properties = zk.properties("/cms/databases/main");
    assertThat(children.path()).isEqualTo("/cms/databases/main");
    assertThat(children.realPath()).isEqualTo("/cms/databases/main");
    String export = zk.exportTree("/cms/databases/main", "cms", false);
    assertThat(export).isEqualTo("/cms\n  /providers\n");
    zk.client().create("/databases", null);
    zk.importTree(export, "/databases", ImportOptions.USUAL);
    zk.link("/databases/cms", "/cms/databases/main");
    assertThat(zk.read("/cms/databases")).isEqualTo(Map.of("main ->", "/databases/cms"));

    assertThat(zk.deleteRecursive("/cms/databases/main")).isEmpty();
    until(() -> children.realPath().equals("/databases/cms"));
    until(() -> properties.realPath().equals("/databases/cms"));
    assertThat(children.path()).isEqualTo("/cms/databases/main");
    assertThat(children).containsExactly("providers");
    zk.client().delete("/databases/cms/providers");
    until(children::isEmpty);
    assertThat(properties).isEmpty();
    zk.properties("/databases/cms").set(Map.of("a", 1));
    until(() -> properties.equals(Map.of("a", 1)));
  }

  @Test
  void relative_links() {
    zk.importTree("/a\n  /b\n    l -> c\n    l2 -> ../c\n    /c\n  /c\n", "/", ImportOptions.USUAL);

    assertThat(zk.resolve("/a/b/l")).isEqualTo("/a/b/c");
    assertThat(zk.resolve("/a/b/l2")).isEqualTo("/a/c");
  }

  @Test
  void property_links() {
    zk.client().create("/test", null);
    zk.importTree(
        EXPORTED_CMS.replace("threads = 4", "threads => /fooservice threads"),
        "/test",
        ImportOptions.USUAL);
    LiveProperties properties = zk.properties("/test/cms");
    assertThat(properties.get("threads =>")).isEqualTo("/fooservice threads");
    assertThat(properties.get("threads")).isEqualTo(1);

    assertThat(
            zk.importTree("/cms\n  threads => /fooservice\n", "/test", ImportOptions.USUAL).notes())
        .containsExactly(
            "extra path not trimmed: /test/cms/databases",
            "extra path not trimmed: /test/cms/providers");
    until(() -> "/fooservice".equals(properties.get("threads =>")));
    assertThat(properties.get("threads")).isEqualTo(1);
  }

  @Test
  void deleted_nodes() {
    LiveChildren children = zk.children(FOO);
    LiveProperties properties = zk.properties(FOO);
    List<Boolean> told = new CopyOnWriteArrayList<>();
    properties.onChange(now -> told.add(now.isDeleted()));

    assertThat(zk.deleteRecursive(FOO)).isEmpty();

    until(() -> children.isDeleted() && told.contains(true));
    assertThat(children).isEmpty();
    assertThat(properties).isEmpty();
    assertThatThrownBy(() -> properties.set(Map.of("a", 1)))
        .isInstanceOf(NodeDeletedException.class);
    assertThatThrownBy(() -> properties.update("a", 1)).isInstanceOf(NodeDeletedException.class);
  }

  @Test
  void a_blank_host_and_events_before_a_registration() {
    zk.onRegistering(each -> each.properties().put("version", "7"));
    Registration registration = zk.register(PROVIDERS, ":8080", Map.of("x", 1));

    assertThat(zk.children(PROVIDERS)).isNotEmpty().allMatch(each -> each.endsWith(":8080"));
    assertThat(zk.read(registration.paths().get(0))).containsOnlyKeys("x", "version", "pid");
    assertThat(zk.client().getAcl(registration.paths().get(0)).entries())
        .extracting(Acl::perms)
        .containsExactly(Acl.READ);
  }

  @Test
  void walking_over_a_tree() {
    register(8080);
    zk.importTree("/provision\n  /node1\n  /node2\n", FOO, ImportOptions.USUAL);
    assertThat(zk.walk("/", true)).contains("/", FOO, PROVIDERS, "/zookeeper", "/zookeeper/quota");
    assertThat(zk.walk(FOO, true))
        .containsExactly(
            FOO,
            PROVIDERS,
            PROVIDERS + "/192.168.0.42:8080",
            FOO + "/provision",
            FOO + "/provision/node1",
            FOO + "/provision/node2");
    assertThat(zk.walk(FOO, false)).hasSize(5).doesNotContain(PROVIDERS + "/192.168.0.42:8080");

    List<String> fewer = new ArrayList<>();
    zk.walk(
        FOO,
        true,
        (path, children) -> {
          fewer.add(path);
          children.remove("providers");
        });
    assertThat(fewer)
        .containsExactly(
            FOO, FOO + "/provision", FOO + "/provision/node1", FOO + "/provision/node2");

    List<String> seen = new ArrayList<>();
    zk.walk(
        FOO,
        true,
        (path, children) -> {
          seen.add(path);
          if (children.contains("provision")) {
            zk.deleteRecursiveForced(path + "/provision");
          }
        });
    assertThat(seen).containsExactly(FOO, PROVIDERS, PROVIDERS + "/192.168.0.42:8080");
  }

  @Test
  void a_parsed_tree() {
    TreeNode tree = TreeParser.parse(SMALLER_TREE);

    assertThat(tree.children()).containsOnlyKeys("cms", "lb");
    assertThat(tree.children().get("lb"))
        .extracting(TreeNode::properties)
        .isEqualTo(Map.of("type", "ipvs"));
  }
}
