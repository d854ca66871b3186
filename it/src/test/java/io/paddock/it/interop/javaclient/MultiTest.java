package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.Arrays;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.CreateOptions;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.CreateResult;
import org.apache.zookeeper.OpResult.ErrorResult;
import org.apache.zookeeper.OpResult.GetChildrenResult;
import org.apache.zookeeper.OpResult.GetDataResult;
import org.apache.zookeeper.OpResult.SetDataResult;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several operations as one (spec/semantics.md, section 10; spec/wire.md, 7.2 and 7.3). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class MultiTest {
  private static final byte[] DATA = "data".getBytes(UTF_8);

  private final Clients clients;
  private final ZooKeeper zk;

  MultiTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void operations_see_the_effects_of_those_before_them_and_share_one_zxid() throws Exception {
    List<OpResult> results =
        zk.multi(
            Arrays.asList(
                create("/a"),
                create("/a/b"),
                Op.check("/a", 0),
                Op.setData("/a", "two".getBytes(UTF_8), 0),
                Op.check("/a", 1),
                Op.delete("/a/b", -1),
                create("/c")));

    assertThat(results).hasSize(7);
    assertThat(pathOf(results.get(1))).isEqualTo("/a/b");
    assertThat(((SetDataResult) results.get(3)).getStat().getVersion()).isEqualTo(1);
    Stat a = zk.exists("/a", false);
    Stat c = zk.exists("/c", false);
    assertThat(a.getCzxid()).isEqualTo(c.getCzxid()).isEqualTo(a.getPzxid());
    assertThat(a.getMzxid()).isEqualTo(a.getCzxid());
    assertThat(a.getCversion()).isEqualTo(2);
    assertThat(zk.exists("/a/b", false)).isNull();
  }

  @Test
  void the_first_failure_undoes_everything_and_each_operation_hears_its_part() throws Exception {
    KeeperException failure =
        failureOf(create("/a"), Op.check("/none", 0), create("/b"), Op.delete("/c", -1));

    assertThat(failure.code()).isEqualTo(Code.NONODE);
    assertThat(failure.getResults())
        .extracting(each -> Code.get(((ErrorResult) each).getErr()))
        .containsExactly(
            Code.OK, Code.NONODE, Code.RUNTIMEINCONSISTENCY, Code.RUNTIMEINCONSISTENCY);
    assertThat(zk.exists("/a", false)).isNull();
    assertThat(zk.exists("/b", false)).isNull();
  }

  @Test
  void a_failed_multi_gives_back_its_sequence_numbers() throws Exception {
    Op sequential = create("/s-", CreateMode.PERSISTENT_SEQUENTIAL);
    assertThat(failureOf(sequential, sequential, Op.delete("/none", -1)).code())
        .isEqualTo(Code.NONODE);
    List<OpResult> results = zk.multi(Arrays.asList(sequential, sequential));

    assertThat(results).extracting(this::pathOf).containsExactly("/s-0000000000", "/s-0000000001");
  }

  @Test
  void every_kind_of_failure_is_told_by_its_code() throws Exception {
    zk.multi(Arrays.asList(create("/p"), create("/p/child"), create("/e", CreateMode.EPHEMERAL)));

    assertThat(failureOf(create("/p")).code()).isEqualTo(Code.NODEEXISTS);
    assertThat(failureOf(create("/none/x")).code()).isEqualTo(Code.NONODE);
    assertThat(failureOf(create("/e/x")).code()).isEqualTo(Code.NOCHILDRENFOREPHEMERALS);
    assertThat(failureOf(Op.delete("/p", -1)).code()).isEqualTo(Code.NOTEMPTY);
    assertThat(failureOf(Op.check("/p", 3)).code()).isEqualTo(Code.BADVERSION);
    assertThat(failureOf(Op.setData("/p", DATA, 3)).code()).isEqualTo(Code.BADVERSION);
  }

  @Test
  void creations_of_every_mode_may_be_part_of_it() throws Exception {
    List<OpResult> results =
        zk.multi(
            Arrays.asList(
                create("/container", CreateMode.CONTAINER),
                create("/eph", CreateMode.EPHEMERAL_SEQUENTIAL),
                Op.create(
                    "/ttl",
                    DATA,
                    CreateOptions.newBuilder(Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL)
                        .withTtl(60_000)
                        .build())));

    assertThat(results)
        .extracting(this::pathOf)
        .containsExactly("/container", "/eph0000000001", "/ttl");
    assertThat(zk.exists("/eph0000000001", false).getEphemeralOwner()).isEqualTo(zk.getSessionId());
  }

  @Test
  void the_stat_of_each_result_is_that_of_right_after_its_operation() throws Exception {
    List<OpResult> results =
        zk.multi(
            Arrays.asList(
                create("/a"),
                Op.setData("/a", new byte[1], -1),
                Op.setData("/a", new byte[2], -1)));

    assertThat(results.subList(1, 3))
        .extracting(each -> ((SetDataResult) each).getStat())
        .extracting(Stat::getVersion, Stat::getDataLength)
        .containsExactly(tuple(1, 1), tuple(2, 2));
  }

  @Test
  void an_empty_multi_succeeds() throws Exception {
    assertThat(zk.multi(List.of())).isEmpty();
  }

  @Test
  void a_watcher_hears_every_change_in_the_order_of_the_operations() throws Exception {
    EventLog events = new EventLog();
    ZooKeeper watching = clients.connect();
    zk.multi(Arrays.asList(create("/a"), create("/b")));
    watching.getData("/b", events, null);
    watching.getData("/a", events, null);
    watching.getChildren("/a", events);
    zk.multi(
        Arrays.asList(
            create("/a/x"),
            Op.setData("/b", DATA, -1),
            Op.delete("/a/x", -1),
            Op.delete("/a", -1)));

    long first = events.expect(EventType.NodeChildrenChanged, "/a").getZxid();
    long second = events.expect(EventType.NodeDataChanged, "/b").getZxid();
    long third = events.expect(EventType.NodeDeleted, "/a").getZxid();
    assertThat(first).isPositive().isEqualTo(second).isEqualTo(third);
  }

  @Test
  void a_transaction_collects_operations_and_commits_them() throws Exception {
    List<OpResult> results =
        zk.transaction()
            .create("/t", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT)
            .check("/t", 0)
            .setData("/t", null, 0)
            .commit();

    assertThat(results).hasSize(3);
    assertThat(zk.exists("/t", false).getVersion()).isEqualTo(1);
    assertRefused(Code.BADVERSION, () -> zk.transaction().delete("/t", 0).commit());
    zk.transaction().delete("/t", 1).commit();
    assertThat(zk.exists("/t", false)).isNull();
  }

  @Test
  void several_reads_are_answered_one_by_one() throws Exception {
    zk.multi(Arrays.asList(create("/a"), create("/a/b")));
    List<OpResult> results =
        zk.multi(
            List.of(Op.getData("/a"), Op.getData("/none"), Op.getChildren("/a"), Op.getData("/")));

    assertThat(((GetDataResult) results.get(0)).getData()).isEqualTo(DATA);
    assertThat(((GetDataResult) results.get(0)).getStat()).isEqualTo(zk.exists("/a", false));
    assertThat(Code.get(((ErrorResult) results.get(1)).getErr())).isEqualTo(Code.NONODE);
    assertThat(((GetChildrenResult) results.get(2)).getChildren()).containsExactly("b");
    assertThat(((GetDataResult) results.get(3)).getData()).isEmpty();
  }

  @Test
  void a_multi_of_a_thousand_operations_is_one_change() throws Exception {
    Op[] many = new Op[1_000];
    Arrays.setAll(many, i -> create("/n" + i));
    assertThat(zk.multi(Arrays.asList(many))).hasSize(1_000);
    assertThat(zk.exists("/n0", false).getCzxid()).isEqualTo(zk.exists("/n999", false).getCzxid());
    assertThat(zk.getAllChildrenNumber("/")).isEqualTo(1_000);
  }

  /** The path in a result; the Java client leaves the chroot in it. */
  private String pathOf(OpResult result) {
    String path = ((CreateResult) result).getPath();
    assertThat(path).startsWith(clients.chroot() + "/");
    return path.substring(clients.chroot().length());
  }

  private static Op create(String path) {
    return create(path, CreateMode.PERSISTENT);
  }

  private static Op create(String path, CreateMode mode) {
    return Op.create(path, DATA, Ids.OPEN_ACL_UNSAFE, mode);
  }

  private KeeperException failureOf(Op... operations) throws InterruptedException {
    try {
      zk.multi(Arrays.asList(operations));
    } catch (KeeperException e) {
      return e;
    }
    throw new AssertionError("the multi succeeded");
  }
}
