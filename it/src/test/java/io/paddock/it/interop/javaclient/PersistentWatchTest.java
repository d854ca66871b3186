package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Watches that stay, on one node or on a whole subtree (spec/semantics.md, section 9). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class PersistentWatchTest {
  private final Clients clients;
  private final ZooKeeper zk;
  private final ZooKeeper watching;
  private final EventLog events = new EventLog();

  PersistentWatchTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
    watching = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void a_persistent_watch_hears_of_its_node_and_its_children_again_and_again() throws Exception {
    watching.addWatch("/p", events, AddWatchMode.PERSISTENT);
    for (int round = 0; round < 2; round++) {
      create("/p");
      zk.setData("/p", null, -1);
      create("/p/a");
      create("/p/a/deep");
      zk.setData("/p/a", null, -1);
      zk.delete("/p/a/deep", -1);
      zk.delete("/p/a", -1);
      zk.delete("/p", -1);

      events.expect(EventType.NodeCreated, "/p");
      events.expect(EventType.NodeDataChanged, "/p");
      events.expect(EventType.NodeChildrenChanged, "/p");
      events.expect(EventType.NodeChildrenChanged, "/p");
      events.expect(EventType.NodeDeleted, "/p");
    }
    assertThat(events.rest()).isEmpty();
  }

  @Test
  void a_recursive_watch_hears_of_every_descendant_and_never_of_lists_of_children()
      throws Exception {
    watching.addWatch("/p", events, AddWatchMode.PERSISTENT_RECURSIVE);
    create("/pq");
    create("/p");
    create("/p/a");
    create("/p/a/deep");
    zk.setData("/p/a/deep", null, -1);
    zk.delete("/p/a/deep", -1);

    events.expect(EventType.NodeCreated, "/p");
    events.expect(EventType.NodeCreated, "/p/a");
    events.expect(EventType.NodeCreated, "/p/a/deep");
    events.expect(EventType.NodeDataChanged, "/p/a/deep");
    events.expect(EventType.NodeDeleted, "/p/a/deep");
    assertThat(events.rest()).isEmpty();
  }

  @Test
  void a_recursive_watch_on_the_root_covers_everything() throws Exception {
    watching.addWatch("/", events, AddWatchMode.PERSISTENT_RECURSIVE);
    create("/a");
    create("/a/b");

    events.expect(EventType.NodeCreated, "/a");
    events.expect(EventType.NodeCreated, "/a/b");
  }

  @Test
  void overlapping_watches_give_one_event_for_one_change() throws Exception {
    EventLog all = new EventLog();
    ZooKeeper overlapping = clients.connect(all);
    create("/p");
    create("/p/c");
    overlapping.addWatch("/p", AddWatchMode.PERSISTENT_RECURSIVE);
    overlapping.addWatch("/p/c", AddWatchMode.PERSISTENT);
    overlapping.getData("/p/c", true, null);
    zk.setData("/p/c", null, -1);
    zk.delete("/p/c", -1);

    all.expect(EventType.NodeDataChanged, "/p/c");
    all.expect(EventType.NodeDeleted, "/p/c");
    assertThat(all.rest()).isEmpty();
  }

  @Test
  void a_child_watch_beside_a_recursive_one_hears_of_the_list() throws Exception {
    EventLog all = new EventLog();
    ZooKeeper both = clients.connect(all);
    create("/p");
    both.addWatch("/p", AddWatchMode.PERSISTENT_RECURSIVE);
    both.getChildren("/p", true);
    create("/p/c");

    all.expect(EventType.NodeCreated, "/p/c");
    all.expect(EventType.NodeChildrenChanged, "/p");
  }

  @Test
  void a_one_shot_watch_beside_a_persistent_one_is_used_up_alone() throws Exception {
    create("/p");
    EventLog once = new EventLog();
    watching.addWatch("/p", events, AddWatchMode.PERSISTENT);
    watching.getData("/p", once, null);
    zk.setData("/p", null, -1);
    zk.setData("/p", null, -1);

    events.expect(EventType.NodeDataChanged, "/p");
    events.expect(EventType.NodeDataChanged, "/p");
    once.expect(EventType.NodeDataChanged, "/p");
    assertThat(once.rest()).isEmpty();
  }

  @Test
  void removal_ends_the_watch_of_that_kind() throws Exception {
    create("/p");
    EventLog recursive = new EventLog();
    watching.addWatch("/p", events, AddWatchMode.PERSISTENT);
    watching.addWatch("/p", recursive, AddWatchMode.PERSISTENT_RECURSIVE);
    watching.removeWatches("/p", events, WatcherType.Persistent, false);
    events.expect(EventType.PersistentWatchRemoved, "/p");
    zk.setData("/p", null, -1);
    recursive.expect(EventType.NodeDataChanged, "/p");

    watching.removeAllWatches("/p", WatcherType.PersistentRecursive, false);
    recursive.expect(EventType.PersistentWatchRemoved, "/p");
    zk.setData("/p", null, -1);
    assertRefused(
        Code.NOWATCHER,
        () -> watching.removeAllWatches("/p", WatcherType.PersistentRecursive, false));
    assertThat(events.rest()).isEmpty();
    assertThat(recursive.rest()).isEmpty();
  }

  @Test
  void any_removes_persistent_watches_as_well() throws Exception {
    create("/p");
    watching.addWatch("/p", events, AddWatchMode.PERSISTENT);
    watching.removeWatches("/p", events, WatcherType.Any, false);
    events.expect(EventType.PersistentWatchRemoved, "/p");
    assertRefused(
        Code.NOWATCHER, () -> watching.removeWatches("/p", events, WatcherType.Any, false));
  }

  private void create(String path) throws KeeperException, InterruptedException {
    zk.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
