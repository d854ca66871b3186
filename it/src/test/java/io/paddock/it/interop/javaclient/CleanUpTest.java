package io.paddock.it.interop.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.List;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.CreateOptions;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nodes that the server deletes by itself (spec/semantics.md, section 5). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class CleanUpTest {
  private final Clients clients;
  private final ZooKeeper zk;
  private final EventLog events = new EventLog();

  CleanUpTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void a_container_goes_after_its_last_child_and_not_before_its_first() throws Exception {
    create("/unused", CreateMode.CONTAINER);
    create("/used", CreateMode.CONTAINER);
    create("/full", CreateMode.CONTAINER);
    create("/used/child", CreateMode.PERSISTENT);
    create("/full/child", CreateMode.PERSISTENT);
    zk.exists("/used", events);
    zk.delete("/used/child", -1);
    events.expect(EventType.NodeDeleted, "/used");

    assertThat(zk.getChildren("/", false)).containsExactlyInAnyOrder("unused", "full");
  }

  @Test
  void a_ttl_node_goes_when_its_time_is_over() throws Exception {
    zk.create(
        "/long", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, new Stat(), 600_000);
    // Before the node is there: on a busy machine it may go before a watch on it comes.
    zk.addWatch("/short", events, AddWatchMode.PERSISTENT);
    zk.create("/short", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, new Stat(), 200);
    events.expect(EventType.NodeCreated, "/short");
    events.expect(EventType.NodeDeleted, "/short");

    assertThat(zk.exists("/long", false)).isNotNull();
  }

  @Test
  void a_ttl_node_with_children_stays_until_they_are_gone() throws Exception {
    CreateOptions shortLived =
        CreateOptions.newBuilder(Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL)
            .withTtl(100)
            .build();
    // Both at once, or the first one may be gone before the second one comes.
    zk.multi(
        List.of(
            Op.create("/t", null, shortLived),
            Op.create("/t/child", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT)));
    // Another one with the same time shows that a check has come and passed over this one.
    zk.addWatch("/clock", events, AddWatchMode.PERSISTENT);
    zk.create("/clock", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, new Stat(), 100);
    events.expect(EventType.NodeCreated, "/clock");
    events.expect(EventType.NodeDeleted, "/clock");
    assertThat(zk.exists("/t", events)).isNotNull();

    zk.delete("/t/child", -1);
    events.expect(EventType.NodeDeleted, "/t");
  }

  private void create(String path, CreateMode mode) throws Exception {
    zk.create(path, null, Ids.OPEN_ACL_UNSAFE, mode);
  }
}
