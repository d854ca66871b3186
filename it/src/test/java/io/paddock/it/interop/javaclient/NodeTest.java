package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Reading, changing and deleting nodes (spec/semantics.md, sections 1 and 3). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class NodeTest {
  private final Clients clients;
  private final ZooKeeper zk;

  NodeTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void exists_tells_the_stat_or_that_there_is_nothing() throws Exception {
    create("/a");
    assertThat(zk.exists("/a", false).getDataLength()).isEqualTo(4);
    assertThat(zk.exists("/b", false)).isNull();
    assertThat(zk.exists("/a/b/c", false)).isNull();
  }

  @Test
  void set_data_replaces_the_data_and_raises_the_version_by_one() throws Exception {
    create("/a");
    Stat before = zk.exists("/a", false);
    Stat after = zk.setData("/a", "longer data".getBytes(UTF_8), 0);

    assertThat(after).isEqualTo(zk.exists("/a", false));
    assertThat(after.getVersion()).isEqualTo(1);
    assertThat(after.getMzxid()).isGreaterThan(before.getMzxid());
    assertThat(after.getMtime()).isGreaterThanOrEqualTo(before.getMtime());
    assertThat(after.getDataLength()).isEqualTo(11);
    assertThat(after.getCzxid()).isEqualTo(before.getCzxid());
    assertThat(after.getCtime()).isEqualTo(before.getCtime());
    assertThat(after.getPzxid()).isEqualTo(before.getPzxid());
  }

  @Test
  void get_data_fills_in_the_stat_that_belongs_to_the_data() throws Exception {
    create("/a");
    zk.setData("/a", "two".getBytes(UTF_8), -1);
    Stat stat = new Stat();

    assertThat(zk.getData("/a", false, stat)).isEqualTo("two".getBytes(UTF_8));
    assertThat(stat).isEqualTo(zk.exists("/a", false));
  }

  @Test
  void set_data_to_null_is_kept_as_null() throws Exception {
    create("/a");
    assertThat(zk.setData("/a", null, -1).getDataLength()).isZero();
    assertThat(zk.getData("/a", false, null)).isNull();
  }

  @Test
  void only_the_current_version_or_minus_one_is_accepted() throws Exception {
    create("/a");
    zk.setData("/a", null, -1);

    for (int stale : new int[] {0, 2, -2}) {
      assertRefused(Code.BADVERSION, () -> zk.setData("/a", null, stale));
      assertRefused(Code.BADVERSION, () -> zk.delete("/a", stale));
    }
    zk.delete("/a", 1);
    assertThat(zk.exists("/a", false)).isNull();
  }

  @Test
  void what_does_not_exist_cannot_be_read_changed_or_deleted() {
    assertRefused(Code.NONODE, () -> zk.getData("/a", false, null));
    assertRefused(Code.NONODE, () -> zk.setData("/a", null, -1));
    assertRefused(Code.NONODE, () -> zk.delete("/a", -1));
    assertRefused(Code.NONODE, () -> zk.getChildren("/a", false));
    assertRefused(Code.NONODE, () -> zk.getChildren("/a", false, new Stat()));
    assertRefused(Code.NONODE, () -> zk.getAllChildrenNumber("/a"));
  }

  @Test
  void a_node_with_children_is_not_deleted() throws Exception {
    create("/a");
    create("/a/b");
    assertRefused(Code.NOTEMPTY, () -> zk.delete("/a", -1));
    // The version is looked at first.
    assertRefused(Code.BADVERSION, () -> zk.delete("/a", 7));
  }

  @Test
  void a_deletion_moves_the_parents_pzxid_and_nothing_else() throws Exception {
    create("/a");
    create("/a/b");
    Stat before = zk.exists("/a", false);
    zk.delete("/a/b", -1);

    Stat after = zk.exists("/a", false);
    assertThat(after.getPzxid()).isGreaterThan(before.getPzxid());
    assertThat(after.getCversion()).isEqualTo(2);
    assertThat(after.getMzxid()).isEqualTo(before.getMzxid());
    assertThat(after.getVersion()).isEqualTo(before.getVersion());
  }

  @Test
  void both_forms_of_get_children_list_bare_names() throws Exception {
    create("/a");
    List<String> names = IntStream.range(0, 50).mapToObj(i -> "n" + i).toList();
    for (String name : names) {
      create("/a/" + name);
    }
    create("/a/n7/deeper");
    Stat stat = new Stat();

    assertThat(zk.getChildren("/a", false)).containsExactlyInAnyOrderElementsOf(names);
    assertThat(zk.getChildren("/a", false, stat)).containsExactlyInAnyOrderElementsOf(names);
    assertThat(stat).isEqualTo(zk.exists("/a", false));
    assertThat(zk.getChildren("/a/n1", false)).isEmpty();
  }

  @Test
  void the_number_of_all_children_counts_every_descendant() throws Exception {
    create("/a");
    create("/a/b");
    create("/a/b/c");
    create("/a/d");
    create("/ab");

    assertThat(zk.getAllChildrenNumber("/a")).isEqualTo(3);
    assertThat(zk.getAllChildrenNumber("/a/b/c")).isZero();
    assertThat(clients.unrooted().getAllChildrenNumber(clients.chroot())).isEqualTo(5);
  }

  @Test
  void a_session_lists_its_own_ephemerals_by_prefix() throws Exception {
    // Without a chroot: the paths in the answer are the server's.
    ZooKeeper plain = clients.unrooted();
    String room = clients.chroot();
    zk.create("/other", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    for (String name : List.of("/eph1", "/eph2", "/else")) {
      plain.create(room + name, null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    }

    assertThat(plain.getEphemerals())
        .containsExactlyInAnyOrder(room + "/eph1", room + "/eph2", room + "/else");
    assertThat(plain.getEphemerals("/")).hasSize(3);
    assertThat(plain.getEphemerals(room + "/eph"))
        .containsExactlyInAnyOrder(room + "/eph1", room + "/eph2");
    assertThat(plain.getEphemerals(room + "/other")).isEmpty();
  }

  @Test
  void an_ephemeral_may_be_deleted_by_another_session() throws Exception {
    ZooKeeper other = clients.connect();
    other.create("/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    zk.delete("/e", 0);
    assertThat(other.exists("/e", false)).isNull();
  }

  @Test
  void the_root_and_the_built_in_nodes_cannot_be_deleted() throws Exception {
    ZooKeeper plain = clients.unrooted();
    for (String path : List.of("/zookeeper", "/zookeeper/quota", "/zookeeper/config")) {
      assertRefused(Code.BADARGUMENTS, () -> plain.delete(path, -1));
      assertThat(plain.exists(path, false)).isNotNull();
    }
    assertRefused(Code.BADARGUMENTS, () -> plain.delete("/", -1));
    assertThat(plain.getChildren("/", false)).contains("zookeeper");
    assertThat(plain.getChildren("/zookeeper", false)).contains("config", "quota");
  }

  private void create(String path) throws KeeperException, InterruptedException {
    zk.create(path, "data".getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
