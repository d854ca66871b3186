package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.StatsTrack;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.cli.DelQuotaCommand;
import org.apache.zookeeper.cli.SetQuotaCommand;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Quotas, set with ZooKeeper's own tool and enforced by the server (spec/semantics.md, section 7).
 */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class QuotaTest {
  private final Clients clients;
  private final ZooKeeper zk;
  private final String room;

  QuotaTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.unrooted();
    room = clients.chroot() + "/room";
  }

  @AfterEach
  void close() throws Exception {
    deleteQuota();
    clients.close();
  }

  @Test
  void use_is_counted_from_what_is_there_when_the_quota_is_made() throws Exception {
    create(room, 10);
    create(room + "/a", 5);
    limit("count=100");

    assertThat(use()).isEqualTo("count=2,bytes=15");
    create(room + "/a/b", 1);
    zk.setData(room, new byte[2], -1);
    assertThat(use()).isEqualTo("count=3,bytes=8");
    zk.delete(room + "/a/b", -1);
    assertThat(use()).isEqualTo("count=2,bytes=7");
  }

  @Test
  void counting_changes_no_stat_of_the_node_that_holds_it() throws Exception {
    create(room, 0);
    limit("count=100");
    Stat before = zk.exists(statsPath(), false);
    create(room + "/a", 3);

    Stat after = zk.exists(statsPath(), false);
    assertThat(after.getVersion()).isEqualTo(before.getVersion());
    assertThat(after.getMzxid()).isEqualTo(before.getMzxid());
    assertThat(after.getMtime()).isEqualTo(before.getMtime());
    assertThat(use()).isEqualTo("count=2,bytes=3");
  }

  @Test
  void a_hard_limit_of_nodes_refuses_the_one_too_many() throws Exception {
    create(room, 0);
    limit("countHard=3");
    create(room + "/a", 0);
    create(room + "/b", 0);
    assertRefused(Code.QUOTAEXCEEDED, () -> create(room + "/c", 0));
    assertThat(zk.exists(room + "/c", false)).isNull();

    zk.delete(room + "/a", -1);
    create(room + "/c", 0);
  }

  @Test
  void a_hard_limit_of_bytes_refuses_what_would_pass_it() throws Exception {
    create(room, 4);
    limit("bytesHard=10");
    create(room + "/a", 6);
    assertRefused(Code.QUOTAEXCEEDED, () -> create(room + "/b", 1));
    assertRefused(Code.QUOTAEXCEEDED, () -> zk.setData(room, new byte[5], -1));
    assertThat(zk.getData(room, false, null)).hasSize(4);
    zk.setData(room, new byte[3], -1);
    create(room + "/b", 1);
  }

  @Test
  void a_soft_limit_refuses_nothing() throws Exception {
    create(room, 0);
    limit("count=1");
    create(room + "/a", 0);
    assertThat(use()).isEqualTo("count=2,bytes=0");
  }

  @Test
  void the_quota_of_a_subtree_says_nothing_about_its_neighbours() throws Exception {
    create(room, 0);
    create(room + "x", 0);
    limit("countHard=1");
    create(room + "x/a", 0);
    assertRefused(Code.QUOTAEXCEEDED, () -> create(room + "/a", 0));
  }

  @Test
  void a_multi_that_passes_a_limit_is_refused_as_a_whole() throws Exception {
    create(room, 0);
    create(room + "/a", 0);
    limit("countHard=2");
    assertRefused(
        Code.QUOTAEXCEEDED,
        () ->
            zk.transaction()
                .setData(room + "/a", new byte[3], -1)
                .create(room + "/b", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT)
                .commit());
    assertThat(zk.getData(room + "/a", false, null)).isEmpty();
    assertThat(use()).isEqualTo("count=2,bytes=0");
  }

  @Test
  void without_its_limit_node_the_quota_is_gone() throws Exception {
    create(room, 0);
    limit("countHard=1");
    assertRefused(Code.QUOTAEXCEEDED, () -> create(room + "/a", 0));
    deleteQuota();
    create(room + "/a", 0);
  }

  private void limit(String limits) throws Exception {
    StatsTrack wanted = new StatsTrack();
    wanted.setCount(-1);
    wanted.setBytes(-1L);
    wanted.setCountHardLimit(-1);
    wanted.setByteHardLimit(-1L);
    String[] keyAndValue = limits.split("=");
    long value = Long.parseLong(keyAndValue[1]);
    switch (keyAndValue[0]) {
      case "count" -> wanted.setCount(value);
      case "countHard" -> wanted.setCountHardLimit(value);
      case "bytesHard" -> wanted.setByteHardLimit(value);
      default -> throw new IllegalArgumentException(limits);
    }
    SetQuotaCommand.createQuota(zk, room, wanted);
  }

  private void deleteQuota() throws Exception {
    if (zk.exists("/zookeeper/quota" + room, false) != null) {
      StatsTrack all = new StatsTrack();
      all.setCount(1);
      all.setBytes(1L);
      all.setCountHardLimit(1);
      all.setByteHardLimit(1L);
      DelQuotaCommand.delQuota(zk, room, all);
      for (String leaf : new String[] {"/zookeeper_limits", "/zookeeper_stats"}) {
        String path = "/zookeeper/quota" + room + leaf;
        if (zk.exists(path, false) != null) {
          zk.delete(path, -1);
        }
      }
    }
  }

  private String statsPath() {
    return "/zookeeper/quota" + room + "/zookeeper_stats";
  }

  private String use() throws Exception {
    return new String(zk.getData(statsPath(), false, null), UTF_8);
  }

  private void create(String path, int bytes) throws KeeperException, InterruptedException {
    zk.create(path, new byte[bytes], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
