package io.paddock.it.interop.javaclient;

import static io.paddock.it.interop.javaclient.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.Arrays;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The life of a session (spec/semantics.md, section 11). */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class SessionTest {
  private static final int SHORTEST_MS = 400;

  /** The longest tick of any server that these tests talk to. */
  private static final int TICK_MS = 2_000;

  private static final int SILENT_MS = 7_000;

  /** Long enough for a ping of a machine that stood still for seconds. */
  private static final int IDLE_MS = 10_000;

  private final ServerProcess server;
  private final Clients clients;
  private final ZooKeeper zk;
  private final EventLog events = new EventLog();
  private final EventLog states = new EventLog();

  SessionTest(ServerProcess server) {
    this.server = server;
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void the_timeout_is_kept_between_the_servers_bounds() throws Exception {
    assertThat(timeoutFor(7_777)).isEqualTo(7_777);
    assertThat(timeoutFor(600_000)).isEqualTo(60_000);
    // A client may have heard that so short a session is over before it is asked for its timeout.
    try (RawSession shortest = new RawSession(server, 350)) {
      assertThat(shortest.grantedMs()).isEqualTo(SHORTEST_MS);
    }
  }

  private int timeoutFor(int wantedMs) {
    return clients.connect(server.address(), wantedMs, new EventLog()).getSessionTimeout();
  }

  @Test
  void sessions_have_different_ids_and_a_password() {
    ZooKeeper other = clients.connect();
    assertThat(other.getSessionId()).isNotZero().isNotEqualTo(zk.getSessionId());
    assertThat(other.getSessionPasswd()).hasSize(16).isNotEqualTo(zk.getSessionPasswd());
  }

  @Test
  void closing_a_session_deletes_its_ephemerals_at_once() throws Exception {
    ZooKeeper leaving = clients.connect();
    leaving.create("/a", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    leaving.create("/stays", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    leaving.create("/stays/b", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
    leaving.close();

    // Another session reads what is committed; the close was answered, hence it is.
    zk.sync("/", (rc, path, ctx) -> {}, null);
    assertThat(zk.exists("/a", false)).isNull();
    assertThat(zk.getChildren("/stays", false)).isEmpty();
  }

  @Test
  void a_session_whose_client_is_silent_expires_within_its_timeout_and_a_tick() throws Exception {
    // Two others show it, by the server's own time: one is heard last before it and has a tick
    // less,
    // so it must end before it; the other is heard last after it and has a tick more.
    try (TcpRelay first = new TcpRelay(server.port());
        TcpRelay relay = new TcpRelay(server.port());
        TcpRelay last = new TcpRelay(server.port())) {
      ZooKeeper unused = fallenSilent(first, "/before", SILENT_MS - TICK_MS, new EventLog());
      ZooKeeper silent = fallenSilent(relay, "/e", SILENT_MS, states);
      unused = fallenSilent(last, "/after", SILENT_MS + TICK_MS, new EventLog());

      events.expect(EventType.NodeDeleted, "/before");
      events.expect(EventType.NodeDeleted, "/e");
      events.expect(EventType.NodeDeleted, "/after");
      relay.restore();
      states.await(KeeperState.Expired);
      assertRefused(Code.SESSIONEXPIRED, () -> silent.exists("/", false));
    }
  }

  /** A client whose last words were the creation of this ephemeral, which is watched. */
  private ZooKeeper fallenSilent(TcpRelay relay, String path, int timeoutMs, EventLog log)
      throws Exception {
    ZooKeeper silent = clients.connect(relay.address() + clients.chroot(), timeoutMs, log);
    silent.create(path, null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    assertThat(zk.exists(path, events)).isNotNull();
    relay.refuse();
    return silent;
  }

  @Test
  void pings_alone_keep_a_session_alive() throws Exception {
    ZooKeeper idle = clients.connect(server.address() + clients.chroot(), IDLE_MS, states);
    idle.create("/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    // Another session of the same length that begins later and is cut off marks the time.
    try (TcpRelay relay = new TcpRelay(server.port())) {
      ZooKeeper silent =
          clients.connect(relay.address() + clients.chroot(), IDLE_MS, new EventLog());
      silent.create("/clock", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
      zk.exists("/clock", events);
      relay.refuse();
      events.expect(EventType.NodeDeleted, "/clock");
    }
    assertThat(idle.exists("/e", false)).isNotNull();
    assertThat(states.rest()).isEmpty();
  }

  @Test
  void a_session_is_taken_over_with_its_id_and_password() throws Exception {
    EventLog first = new EventLog();
    try (TcpRelay relay = new TcpRelay(server.port())) {
      ZooKeeper before =
          clients.connect(relay.address() + clients.chroot(), Clients.TIMEOUT_MS, first);
      before.create("/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
      // It would come back for its session, and so end the connection of whoever has it then.
      relay.admitNobody();
      ZooKeeper after =
          clients.adopt(
              new ZooKeeper(
                  server.address() + clients.chroot(),
                  Clients.TIMEOUT_MS,
                  states,
                  before.getSessionId(),
                  before.getSessionPasswd()));
      states.await(KeeperState.SyncConnected);

      assertThat(after.getSessionId()).isEqualTo(before.getSessionId());
      assertThat(after.exists("/e", false).getEphemeralOwner()).isEqualTo(after.getSessionId());
      assertThat(after.getEphemerals()).hasSize(1);
      // The connection that had the session before was closed.
      first.await(KeeperState.Disconnected);
      after.close();
      assertThat(zk.exists("/e", false)).isNull();
    }
  }

  @Test
  void a_wrong_password_is_answered_as_an_expired_session() throws Exception {
    ZooKeeper owner = clients.connect();
    byte[] wrong = owner.getSessionPasswd().clone();
    wrong[3] ^= 1;
    clients.adopt(
        new ZooKeeper(server.address(), Clients.TIMEOUT_MS, states, owner.getSessionId(), wrong));
    states.await(KeeperState.Expired);

    assertThat(zk.exists("/", false)).isNotNull();
  }

  @Test
  void a_session_that_never_was_is_answered_as_expired() throws Exception {
    clients.adopt(
        new ZooKeeper(
            server.address(), Clients.TIMEOUT_MS, states, 0x1234_5678_9abcL, new byte[16]));
    states.await(KeeperState.Expired);
  }

  @Test
  void a_closed_session_cannot_be_taken_over() throws Exception {
    ZooKeeper closed = clients.connect();
    long id = closed.getSessionId();
    byte[] password = closed.getSessionPasswd();
    closed.close();
    clients.adopt(new ZooKeeper(server.address(), Clients.TIMEOUT_MS, states, id, password));
    states.await(KeeperState.Expired);
  }

  @Test
  void a_client_follows_to_another_address_with_its_session() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      ZooKeeper moving =
          clients.connect(relay.address() + clients.chroot(), Clients.TIMEOUT_MS, states);
      moving.create("/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
      relay.refuse();
      states.await(KeeperState.Disconnected);
      moving.updateServerList(server.address());
      states.await(KeeperState.SyncConnected);
      assertThat(moving.getEphemerals()).hasSize(1);
    }
  }

  @Test
  void an_unfinished_pipeline_is_answered_before_the_close() throws Exception {
    ZooKeeper leaving = clients.connect();
    int[] answered = new int[1];
    for (int i = 0; i < 100; i++) {
      leaving.create(
          "/n" + i,
          null,
          Ids.OPEN_ACL_UNSAFE,
          CreateMode.PERSISTENT,
          (rc, path, ctx, name) -> answered[0] += rc == 0 ? 1 : 0,
          null);
    }
    // Waits for the thread of the callbacks, too.
    assertThat(leaving.close(Clients.TIMEOUT_MS)).isTrue();

    assertThat(answered[0]).isEqualTo(100);
    assertThat(zk.getAllChildrenNumber("/")).isEqualTo(100);
  }

  @Test
  void the_password_follows_from_the_id_as_in_the_reference_or_is_at_least_stable()
      throws Exception {
    byte[] password = zk.getSessionPasswd();
    ZooKeeper again =
        clients.adopt(
            new ZooKeeper(
                server.address(), Clients.TIMEOUT_MS, states, zk.getSessionId(), password));
    states.await(KeeperState.SyncConnected);
    assertThat(Arrays.equals(again.getSessionPasswd(), password)).isTrue();
  }
}
