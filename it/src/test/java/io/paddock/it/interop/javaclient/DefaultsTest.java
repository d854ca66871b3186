package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.FourLetterWord;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a server does with which nobody has said anything else (spec/operations.md, section 1). */
@NeedsServer(Kind.PLAIN)
@Execution(ExecutionMode.CONCURRENT)
class DefaultsTest {
  private final ServerProcess server;
  private final Clients clients;
  private final ZooKeeper zk;

  DefaultsTest(ServerProcess server) {
    this.server = server;
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void ttl_nodes_are_off() {
    assertRefused(
        Code.UNIMPLEMENTED,
        () ->
            zk.create(
                "/t",
                null,
                Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT_WITH_TTL,
                new Stat(),
                1_000));
  }

  @Test
  void containers_are_on() throws Exception {
    zk.create("/c", null, Ids.OPEN_ACL_UNSAFE, CreateMode.CONTAINER);
    assertThat(zk.exists("/c", false).getEphemeralOwner()).isZero();
  }

  @Test
  void sessions_last_from_two_ticks_to_twenty() {
    assertThat(clients.connect(server.address(), 3_000, new EventLog()).getSessionTimeout())
        .isEqualTo(4_000);
    assertThat(clients.connect(server.address(), 99_000, new EventLog()).getSessionTimeout())
        .isEqualTo(40_000);
  }

  @Test
  void the_configuration_node_is_empty_and_can_be_watched() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("paddock.it.ensemble") == null, "a member has a configuration");
    Stat stat = new Stat();
    assertThat(clients.unrooted().getConfig(false, stat)).isEmpty();
    assertThat(stat.getDataLength()).isZero();
    assertThat(clients.unrooted().getConfig(new EventLog(), stat)).isEmpty();
  }

  @Test
  void reconfiguration_is_off() throws Exception {
    EventLog events = new EventLog();
    ZooKeeper admin =
        clients.adopt(new ZooKeeperAdmin(server.address(), Clients.TIMEOUT_MS, events));
    events.await(KeeperState.SyncConnected);
    assertRefused(
        Code.RECONFIGDISABLED,
        () ->
            ((ZooKeeperAdmin) admin)
                .reconfigure("server.2=127.0.0.1:1:2;3", null, (String) null, -1, new Stat()));
  }

  @Test
  void only_srvr_is_answered_of_the_four_letter_words() throws Exception {
    assertThat(FourLetterWord.ask(server.port(), "srvr")).startsWith("Zookeeper version: ");
    assertThat(FourLetterWord.ask(server.port(), "ruok"))
        .isEqualTo("ruok is not executed because it is not in the whitelist.\n");
  }

  @Test
  void quotas_are_counted_and_not_enforced() throws Exception {
    ZooKeeper plain = clients.unrooted();
    String room = clients.chroot();
    String quota = "/zookeeper/quota" + room;
    plain.create(quota, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    plain.create(
        quota + "/zookeeper_limits",
        "count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=1".getBytes(UTF_8),
        Ids.OPEN_ACL_UNSAFE,
        CreateMode.PERSISTENT);
    plain.create(quota + "/zookeeper_stats", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    zk.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    assertThat(plain.getData(quota + "/zookeeper_stats", false, null))
        .asString()
        .isEqualTo("count=2,bytes=0");
  }
}
