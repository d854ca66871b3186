package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A client that lives below a path of the tree and sees nothing else. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class ChrootTest {
  private final ServerProcess server;
  private final Clients clients;
  private final ZooKeeper plain;
  private final ZooKeeper rooted;

  ChrootTest(ServerProcess server) {
    this.server = server;
    clients = new Clients(server);
    plain = clients.unrooted();
    rooted = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void its_root_is_a_node_of_the_tree() throws Exception {
    rooted.create("/a", "data".getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    assertThat(rooted.getChildren("/", false)).containsExactly("a");
    assertThat(plain.getData(clients.chroot() + "/a", false, null))
        .isEqualTo("data".getBytes(UTF_8));
    assertThat(rooted.exists("/", false)).isEqualTo(plain.exists(clients.chroot(), false));
  }

  @Test
  void events_carry_the_short_path() throws Exception {
    EventLog events = new EventLog();
    rooted.exists("/a", events);
    rooted.getChildren("/", events);
    plain.create(clients.chroot() + "/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    events.expect(EventType.NodeCreated, "/a");
    events.expect(EventType.NodeChildrenChanged, "/");
  }

  @Test
  void persistent_events_carry_the_short_path() throws Exception {
    EventLog events = new EventLog();
    rooted.addWatch("/", events, AddWatchMode.PERSISTENT_RECURSIVE);
    plain.create(clients.chroot() + "/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    events.expect(EventType.NodeCreated, "/a");
  }

  @Test
  void a_root_that_does_not_exist_can_be_created_by_its_own_client() throws Exception {
    ZooKeeper lost =
        clients.connect(
            server.address() + clients.chroot() + "/later", Clients.TIMEOUT_MS, new EventLog());
    assertRefused(
        Code.NONODE, () -> lost.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
    lost.create("/", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    lost.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);

    assertThat(rooted.getChildren("/later", false)).containsExactly("a");
  }
}
