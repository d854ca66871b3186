package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Watches that fire once (spec/semantics.md, sections 9.1 to 9.4). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class WatchTest {
  private final Clients clients;
  private final ZooKeeper zk;
  private final ZooKeeper watching;
  private final EventLog events = new EventLog();

  WatchTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
    watching = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void a_data_watch_fires_once_for_a_change() throws Exception {
    create("/a");
    create("/b");
    watching.getData("/a", events, null);
    watching.getData("/b", events, null);
    Stat changed = zk.setData("/a", null, -1);
    zk.setData("/a", null, -1);
    zk.setData("/b", null, -1);

    WatchedEvent event = events.expect(EventType.NodeDataChanged, "/a");
    assertThat(event.getState()).isEqualTo(KeeperState.SyncConnected);
    assertThat(event.getZxid()).isEqualTo(changed.getMzxid());
    events.expect(EventType.NodeDataChanged, "/b");
    assertThat(events.rest()).isEmpty();
  }

  @Test
  void an_exists_watch_waits_for_a_node_that_is_not_there_yet() throws Exception {
    assertThat(watching.exists("/a", events)).isNull();
    create("/a");
    events.expect(EventType.NodeCreated, "/a");

    watching.exists("/a", events);
    zk.delete("/a", -1);
    events.expect(EventType.NodeDeleted, "/a");
  }

  @Test
  void a_failed_get_data_leaves_no_watch() throws Exception {
    assertRefused(Code.NONODE, () -> watching.getData("/a", events, null));
    assertRefused(Code.NONODE, () -> watching.getChildren("/a", events));
    create("/a");
    create("/a/b");
    create("/c");
    watching.exists("/c", events);
    zk.setData("/c", null, -1);

    events.expect(EventType.NodeDataChanged, "/c");
    assertThat(events.rest()).isEmpty();
  }

  @Test
  void a_child_watch_fires_for_creation_and_deletion_of_children_and_for_the_nodes_end()
      throws Exception {
    create("/p");
    watching.getChildren("/p", events);
    create("/p/a");
    events.expect(EventType.NodeChildrenChanged, "/p");

    watching.getChildren("/p", events, new Stat());
    zk.setData("/p", null, -1);
    zk.setData("/p/a", null, -1);
    zk.delete("/p/a", -1);
    events.expect(EventType.NodeChildrenChanged, "/p");

    watching.getChildren("/p", events);
    zk.delete("/p", -1);
    events.expect(EventType.NodeDeleted, "/p");
    assertThat(events.rest()).isEmpty();
  }

  @Test
  void a_deletion_is_told_once_to_who_watches_data_and_children() throws Exception {
    EventLog defaultWatcher = new EventLog();
    ZooKeeper both = clients.connect(defaultWatcher);
    create("/p");
    create("/q");
    both.getData("/p", true, null);
    both.getChildren("/p", true);
    both.exists("/q", true);
    zk.delete("/p", -1);
    zk.delete("/q", -1);

    defaultWatcher.expect(EventType.NodeDeleted, "/p");
    defaultWatcher.expect(EventType.NodeDeleted, "/q");
  }

  @Test
  void every_session_that_watches_hears() throws Exception {
    create("/a");
    EventLog others = new EventLog();
    watching.exists("/a", events);
    clients.connect().getData("/a", others, null);
    zk.setData("/a", null, -1);

    events.expect(EventType.NodeDataChanged, "/a");
    others.expect(EventType.NodeDataChanged, "/a");
  }

  @Test
  void the_event_of_ones_own_write_comes_before_its_reply() throws Exception {
    create("/a");
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    zk.getData("/a", event -> order.add("event"), null);
    zk.setData("/a", null, -1, (rc, path, ctx, stat) -> order.add("reply"), null);

    assertThat(List.of(order.take(), order.take())).containsExactly("event", "reply");
  }

  @Test
  void the_event_comes_before_the_new_data_can_be_read() throws Exception {
    create("/a");
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    for (int round = 0; round < 200; round++) {
      int version = round;
      watching.getData("/a", event -> order.add("event"), null);
      zk.setData("/a", null, version, (rc, path, ctx, stat) -> {}, null);
      readUntilNew(version + 1, order);
      assertThat(List.of(order.take(), order.take())).containsExactly("event", "new data");
    }
  }

  private void readUntilNew(int version, BlockingQueue<String> order) {
    watching.getData(
        "/a",
        false,
        (rc, path, ctx, data, stat) -> {
          if (stat.getVersion() >= version) {
            order.add("new data");
          } else {
            readUntilNew(version, order);
          }
        },
        null);
  }

  @Test
  void set_acl_fires_nothing() throws Exception {
    create("/a");
    watching.exists("/a", events);
    zk.setACL("/a", Ids.OPEN_ACL_UNSAFE, -1);
    zk.delete("/a", -1);

    events.expect(EventType.NodeDeleted, "/a");
  }

  @Test
  void the_end_of_a_session_fires_for_each_of_its_ephemerals() throws Exception {
    ZooKeeper leaving = clients.connect();
    leaving.create("/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    watching.exists("/e", events);
    EventLog children = new EventLog();
    watching.getChildren("/", children);
    leaving.close();

    events.expect(EventType.NodeDeleted, "/e");
    children.expect(EventType.NodeChildrenChanged, "/");
  }

  @Test
  void a_removed_watch_does_not_fire() throws Exception {
    create("/a");
    create("/b");
    watching.getData("/a", events, null);
    watching.getChildren("/a", events);
    watching.removeWatches("/a", events, WatcherType.Data, false);
    events.expect(EventType.DataWatchRemoved, "/a");
    zk.setData("/a", null, -1);
    create("/a/child");
    events.expect(EventType.NodeChildrenChanged, "/a");

    watching.getChildren("/a", events);
    watching.removeWatches("/a", events, WatcherType.Children, false);
    events.expect(EventType.ChildWatchRemoved, "/a");
    zk.delete("/a/child", -1);
    watching.exists("/b", events);
    zk.setData("/b", null, -1);
    events.expect(EventType.NodeDataChanged, "/b");
  }

  @Test
  void all_watches_of_a_path_are_removed_at_once() throws Exception {
    create("/a");
    EventLog second = new EventLog();
    watching.getData("/a", events, null);
    watching.getData("/a", second, null);
    watching.removeAllWatches("/a", WatcherType.Any, false);

    events.expect(EventType.DataWatchRemoved, "/a");
    second.expect(EventType.DataWatchRemoved, "/a");
    assertRefused(Code.NOWATCHER, () -> watching.removeAllWatches("/a", WatcherType.Any, false));
  }

  @Test
  void removing_one_of_two_watchers_of_a_client_keeps_the_other() throws Exception {
    create("/a");
    EventLog second = new EventLog();
    watching.getData("/a", events, null);
    watching.getData("/a", second, null);
    watching.removeWatches("/a", events, WatcherType.Data, false);
    events.expect(EventType.DataWatchRemoved, "/a");
    zk.setData("/a", null, -1);

    second.expect(EventType.NodeDataChanged, "/a");
    assertThat(events.rest()).isEmpty();
  }

  @Test
  void a_watch_that_never_was_cannot_be_removed() throws Exception {
    create("/a");
    assertRefused(
        Code.NOWATCHER, () -> watching.removeWatches("/a", events, WatcherType.Any, false));
  }

  private void create(String path) throws KeeperException, InterruptedException {
    zk.create(path, "data".getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
