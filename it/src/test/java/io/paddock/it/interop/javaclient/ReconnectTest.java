package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.List;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A connection is lost and comes back: the session goes on and its watches are set again with what
 * was missed (spec/semantics.md, section 9.5).
 */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class ReconnectTest {
  private final Clients clients;
  private final ZooKeeper zk;
  private final TcpRelay relay;
  private final EventLog states = new EventLog();
  private final ZooKeeper cutOff;
  private final EventLog events = new EventLog();

  ReconnectTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
    relay = new TcpRelay(server.port());
    cutOff = clients.connect(relay.address() + clients.chroot(), Clients.TIMEOUT_MS, states);
  }

  @AfterEach
  void close() {
    relay.restore();
    clients.close();
    relay.close();
  }

  /** Cuts the connection, lets things happen, and waits until the session is back. */
  private void meanwhile(Change change) throws Exception {
    relay.refuse();
    states.await(KeeperState.Disconnected);
    change.happen();
    relay.restore();
    states.await(KeeperState.SyncConnected);
    // Its watches are set before this is answered.
    cutOff.exists("/", false);
  }

  private interface Change {
    void happen() throws Exception;
  }

  @Test
  void the_session_and_its_ephemerals_survive_a_lost_connection() throws Exception {
    long session = cutOff.getSessionId();
    cutOff.create("/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    meanwhile(() -> assertThat(zk.exists("/e", false)).isNotNull());

    assertThat(cutOff.getSessionId()).isEqualTo(session);
    assertThat(cutOff.exists("/e", false).getEphemeralOwner()).isEqualTo(session);
    assertThat(cutOff.getEphemerals()).hasSize(1);
  }

  @Test
  void a_data_watch_tells_what_happened_meanwhile() throws Exception {
    create("/changed");
    create("/gone");
    create("/again");
    create("/same");
    for (String path : List.of("/changed", "/gone", "/again", "/same")) {
      cutOff.getData(path, events, null);
    }
    meanwhile(
        () -> {
          zk.setData("/changed", null, -1);
          zk.delete("/gone", -1);
          zk.delete("/again", -1);
          create("/again");
        });

    assertThat(List.of(told(), told(), told()))
        .containsExactlyInAnyOrder(
            "NodeDataChanged /changed -1", "NodeDeleted /gone -1", "NodeDataChanged /again -1");
    zk.setData("/same", null, -1);
    events.expect(EventType.NodeDataChanged, "/same");
  }

  @Test
  void an_exists_watch_tells_that_the_node_has_come() throws Exception {
    cutOff.exists("/comes", events);
    cutOff.exists("/later", events);
    meanwhile(() -> create("/comes"));

    assertThat(told()).isEqualTo("NodeCreated /comes -1");
    create("/later");
    events.expect(EventType.NodeCreated, "/later");
  }

  @Test
  void a_child_watch_tells_that_the_list_has_changed() throws Exception {
    for (String path : List.of("/more", "/less", "/less/x", "/gone", "/same", "/data")) {
      create(path);
    }
    for (String path : List.of("/more", "/less", "/gone", "/same", "/data")) {
      cutOff.getChildren(path, events);
    }
    meanwhile(
        () -> {
          create("/more/x");
          zk.delete("/less/x", -1);
          zk.delete("/gone", -1);
          zk.setData("/data", null, -1);
        });

    assertThat(List.of(told(), told(), told()))
        .containsExactlyInAnyOrder(
            "NodeChildrenChanged /more -1", "NodeChildrenChanged /less -1", "NodeDeleted /gone -1");
    create("/same/x");
    create("/data/x");
    events.expect(EventType.NodeChildrenChanged, "/same");
    events.expect(EventType.NodeChildrenChanged, "/data");
  }

  @Test
  void persistent_watches_are_set_again_without_what_was_missed() throws Exception {
    create("/p");
    create("/r");
    cutOff.addWatch("/p", events, AddWatchMode.PERSISTENT);
    cutOff.addWatch("/r", events, AddWatchMode.PERSISTENT_RECURSIVE);
    meanwhile(
        () -> {
          zk.setData("/p", null, -1);
          create("/r/missed");
        });
    zk.setData("/p", null, -1);
    create("/r/heard");

    // Persistent watchers hear of the state of the connection too.
    assertThat(nextNodeEvent()).isEqualTo("NodeDataChanged /p");
    assertThat(nextNodeEvent()).isEqualTo("NodeCreated /r/heard");
  }

  @Test
  void more_watches_than_one_frame_holds_are_all_set_again() throws Exception {
    // The Java client sends them in frames of about 128 KiB.
    int watches = 3_000;
    String name = "/" + "n".repeat(100);
    for (int i = 0; i < watches; i++) {
      cutOff.exists(name + i, events, (rc, path, ctx, stat) -> {}, null);
    }
    cutOff.exists("/", false);
    meanwhile(
        () -> {
          create(name + 0);
          create(name + (watches - 1));
        });

    assertThat(List.of(told(), told()))
        .containsExactlyInAnyOrder(
            "NodeCreated " + name + 0 + " -1", "NodeCreated " + name + (watches - 1) + " -1");
    create(name + 1500);
    events.expect(EventType.NodeCreated, name + 1500);
  }

  @Test
  void identities_are_sent_again() throws Exception {
    cutOff.addAuthInfo("digest", "bob:pw".getBytes(UTF_8));
    cutOff.create("/mine", null, Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
    meanwhile(() -> assertRefused(Code.NOAUTH, () -> zk.getData("/mine", false, null)));

    assertThat(cutOff.getData("/mine", false, null)).isNull();
  }

  @Test
  void a_call_in_flight_is_answered_by_connection_loss_and_the_next_one_works() throws Exception {
    relay.refuse();
    assertRefused(Code.CONNECTIONLOSS, () -> cutOff.exists("/", false));
    relay.restore();
    states.await(KeeperState.SyncConnected);
    assertThat(cutOff.exists("/", false)).isNotNull();
  }

  @Test
  void many_cuts_in_a_row_lose_neither_the_session_nor_the_watch() throws Exception {
    create("/a");
    long session = cutOff.getSessionId();
    cutOff.getData("/a", events, null);
    for (int round = 0; round < 5; round++) {
      meanwhile(() -> {});
    }
    zk.setData("/a", null, -1);

    assertThat(nextNodeEvent()).isEqualTo("NodeDataChanged /a");
    assertThat(cutOff.getSessionId()).isEqualTo(session);
  }

  private String told() throws InterruptedException {
    WatchedEvent event = events.next();
    while (event.getType() == EventType.None) {
      event = events.next();
    }
    return event.getType() + " " + event.getPath() + " " + event.getZxid();
  }

  private String nextNodeEvent() throws InterruptedException {
    WatchedEvent event = events.next();
    while (event.getType() == EventType.None) {
      event = events.next();
    }
    return event.getType() + " " + event.getPath();
  }

  private void create(String path) throws KeeperException, InterruptedException {
    zk.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
