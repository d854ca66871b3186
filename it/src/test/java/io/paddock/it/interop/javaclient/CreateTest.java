package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Creation in all modes (spec/semantics.md, sections 1, 4 and 5). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class CreateTest {
  private static final byte[] DATA = "data".getBytes(UTF_8);
  private static final long TTL_MS = 3_600_000;

  private final Clients clients;
  private final ZooKeeper zk;

  CreateTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @ParameterizedTest
  @EnumSource
  void every_mode_gives_its_name_and_its_owner(CreateMode mode) throws Exception {
    String path = create("/n", mode);

    Stat stat = zk.exists(path, false);
    assertThat(path).isEqualTo(mode.isSequential() ? "/n0000000000" : "/n");
    assertThat(stat.getEphemeralOwner()).isEqualTo(mode.isEphemeral() ? zk.getSessionId() : 0);
    assertThat(zk.getData(path, false, null)).isEqualTo(DATA);
  }

  @ParameterizedTest
  @EnumSource
  void every_mode_returns_the_stat_of_the_new_node(CreateMode mode) throws Exception {
    Stat returned = new Stat();
    long before = Instant.now().toEpochMilli();
    String path =
        mode.isTTL()
            ? zk.create("/s", DATA, Ids.OPEN_ACL_UNSAFE, mode, returned, TTL_MS)
            : zk.create("/s", DATA, Ids.OPEN_ACL_UNSAFE, mode, returned);

    assertThat(returned).isEqualTo(zk.exists(path, false));
    assertThat(returned.getCzxid()).isPositive().isEqualTo(returned.getMzxid());
    assertThat(returned.getPzxid()).isEqualTo(returned.getCzxid());
    assertThat(returned.getCtime()).isEqualTo(returned.getMtime()).isGreaterThanOrEqualTo(before);
    assertThat(List.of(returned.getVersion(), returned.getCversion(), returned.getAversion()))
        .containsOnly(0);
    assertThat(returned.getDataLength()).isEqualTo(DATA.length);
    assertThat(returned.getNumChildren()).isZero();
  }

  @Test
  void every_creation_below_a_parent_takes_a_number_and_no_deletion_gives_it_back()
      throws Exception {
    create("/x", CreateMode.PERSISTENT);
    create("/y", CreateMode.EPHEMERAL);
    assertThat(create("/a-", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/a-0000000002");
    zk.delete("/a-0000000002", -1);
    assertThat(create("/b-", CreateMode.EPHEMERAL_SEQUENTIAL)).isEqualTo("/b-0000000003");
  }

  @Test
  void a_failed_creation_takes_no_number() throws Exception {
    create("/x", CreateMode.PERSISTENT);
    assertRefused(Code.NODEEXISTS, () -> create("/x", CreateMode.PERSISTENT));
    assertThat(create("/q", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/q0000000001");
  }

  @Test
  void numbers_belong_to_the_parent() throws Exception {
    create("/p", CreateMode.PERSISTENT);
    create("/q", CreateMode.PERSISTENT);
    assertThat(create("/p/n", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/p/n0000000000");
    assertThat(create("/q/n", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/q/n0000000000");
  }

  @Test
  void a_trailing_slash_gives_a_child_named_by_its_number_only() throws Exception {
    create("/p", CreateMode.PERSISTENT);
    assertThat(create("/p/", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/p/0000000000");
    assertThat(zk.getChildren("/p", false)).containsExactly("0000000000");
  }

  @Test
  void null_data_and_empty_data_stay_apart() throws Exception {
    zk.create("/null", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    zk.create("/empty", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    assertThat(zk.getData("/null", false, null)).isNull();
    assertThat(zk.getData("/empty", false, null)).isEmpty();
    assertThat(zk.exists("/null", false).getDataLength()).isZero();
  }

  @Test
  void a_parent_counts_creations_and_deletions() throws Exception {
    create("/p", CreateMode.PERSISTENT);
    create("/p/a", CreateMode.PERSISTENT);
    create("/p/b", CreateMode.PERSISTENT);
    zk.delete("/p/a", -1);

    Stat parent = zk.exists("/p", false);
    assertThat(parent.getCversion()).isEqualTo(3);
    assertThat(parent.getNumChildren()).isEqualTo(1);
    assertThat(parent.getPzxid()).isGreaterThan(zk.exists("/p/b", false).getCzxid());
    assertThat(parent.getMzxid()).isEqualTo(parent.getCzxid());
    assertThat(parent.getVersion()).isZero();
  }

  @Test
  void an_existing_node_a_missing_parent_and_an_ephemeral_parent_are_refused() throws Exception {
    create("/x", CreateMode.PERSISTENT);
    create("/e", CreateMode.EPHEMERAL);

    assertRefused(Code.NODEEXISTS, () -> create("/x", CreateMode.EPHEMERAL));
    assertRefused(Code.NONODE, () -> create("/none/x", CreateMode.PERSISTENT));
    assertRefused(Code.NOCHILDRENFOREPHEMERALS, () -> create("/e/x", CreateMode.PERSISTENT));
  }

  @Test
  void an_acl_of_an_unknown_scheme_or_without_a_valid_id_is_refused() {
    for (Id id : List.of(new Id("nobody", "x"), new Id("ip", "1.2.3"), new Id("world", "all"))) {
      assertRefused(
          Code.INVALIDACL,
          () -> zk.create("/x", DATA, Arrays.asList(new ACL(31, id)), CreateMode.PERSISTENT));
    }
  }

  @Test
  void nodes_of_all_kinds_but_ephemerals_can_have_children() throws Exception {
    for (CreateMode mode :
        List.of(CreateMode.PERSISTENT, CreateMode.CONTAINER, CreateMode.PERSISTENT_WITH_TTL)) {
      String parent = create("/" + mode, mode);
      create(parent + "/child", CreateMode.EPHEMERAL);
      assertThat(zk.getChildren(parent, false)).containsExactly("child");
    }
  }

  @Test
  void names_are_any_text_that_is_a_valid_path() throws Exception {
    for (String name : List.of("/ä-ö", "/日本", "/a b", "/...", "/a.b", "/zookeeper", "/%2F")) {
      assertThat(create(name, CreateMode.PERSISTENT)).isEqualTo(name);
      assertThat(zk.exists(name, false)).isNotNull();
    }
  }

  @Test
  void a_frame_of_the_largest_size_is_taken_and_one_byte_more_costs_the_connection()
      throws Exception {
    // The frame holds 1048575 bytes: headers, lengths, the path with its chroot, and the open ACL.
    int overhead = 8 + 4 + clients.chroot().length() + 2 + 4 + 4 + 4 + 4 + 5 + 4 + 6 + 4;
    byte[] big = new byte[1_048_575 - overhead];
    big[big.length - 1] = 7;
    zk.create("/b", big, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    assertThat(zk.exists("/b", false).getDataLength()).isEqualTo(big.length);
    byte[] bigger = new byte[big.length + 1];
    assertRefused(
        Code.CONNECTIONLOSS,
        () -> zk.create("/c", bigger, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
    // The client may lose calls once more that come while it is still clearing up.
    Eventually.holds("it is back, without the node", () -> zk.exists("/c", false) == null);
  }

  private String create(String path, CreateMode mode) throws KeeperException, InterruptedException {
    return mode.isTTL()
        ? zk.create(path, DATA, Ids.OPEN_ACL_UNSAFE, mode, new Stat(), TTL_MS)
        : zk.create(path, DATA, Ids.OPEN_ACL_UNSAFE, mode);
  }
}
