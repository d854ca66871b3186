package io.paddock.it.interop.ourclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.BadVersionException;
import io.paddock.client.api.Client;
import io.paddock.client.api.ConnectionState;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Credential;
import io.paddock.client.api.NoAuthException;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.NotEmptyException;
import io.paddock.client.api.ReadResults;
import io.paddock.client.api.Reads;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.client.api.TransactionResults;
import io.paddock.client.cache.Cache;
import io.paddock.client.cache.CacheListener;
import io.paddock.client.cache.CacheScope;
import io.paddock.client.cache.DataWatch;
import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.testkit.fault.FaultyLink;
import io.paddock.testkit.script.WireClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client does must not depend on whose server it is. */
abstract class ClientSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InetSocketAddress address;
  private final FaultyLink link;
  private final Client other;
  private final Client client;
  private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

  ClientSuite(int port) {
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    link = new FaultyLink(address);
    other = PaddockClient.connect("127.0.0.1:" + port + "/ours");
    client =
        PaddockClient.builder("127.0.0.1:" + link.port() + "/ours")
            .sessionTimeout(Duration.ofSeconds(5))
            .connect();
  }

  @BeforeEach
  void clear() {
    try (Client root = PaddockClient.connect("127.0.0.1:" + address.getPort())) {
      root.deleteRecursive("/ours");
      root.create("/ours", null);
    }
    client.sync("/");
    other.sync("/");
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    link.close();
  }

  private void expect(EventType type, String path) throws InterruptedException {
    assertThat(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo(WatchEvent.of(type, path));
  }

  private void killSession() {
    WireClient.endSession(address, client.sessionKey().id(), client.sessionKey().password());
  }

  private void awaitNewSession(long old) {
    Eventually.get("a new session", PATIENCE, client::sessionId, id -> id != 0 && id != old);
    client.exists("/");
  }

  @Test
  void znodes_are_made_read_changed_and_deleted() {
    client.create("/a", Data.of("1"));
    assertThat(client.set("/a", Data.of("2"), 0).version()).isEqualTo(1);
    assertThat(client.get("/a").text()).isEqualTo("2");
    assertThatThrownBy(() -> client.create("/a", null)).isInstanceOf(NodeExistsException.class);
    assertThatThrownBy(() -> client.set("/a", null, 7)).isInstanceOf(BadVersionException.class);
    assertThatThrownBy(() -> client.get("/b")).isInstanceOf(NoNodeException.class);
    assertThatThrownBy(() -> client.delete("/")).isInstanceOf(NotEmptyException.class);
    client.createOrSet("/b/c", Data.of("3"));
    assertThat(client.childrenWithData("/b").values()).extracting(Node::text).containsExactly("3");
    assertThat(client.countDescendants("/")).isEqualTo(3);
    client.deleteRecursive("/b");
    assertThat(client.children("/")).containsExactly("a");
  }

  @Test
  void all_kinds_of_znodes_can_be_made() {
    assertThat(client.create("/s-", null, CreateOptions.SEQUENTIAL).path())
        .isEqualTo("/s-0000000000");
    String marked =
        client.create("/m-", null, CreateOptions.EPHEMERAL_SEQUENTIAL.protectedByMark()).path();
    assertThat(marked).matches("/_c_[0-9a-f-]{36}-m-0000000001");
    assertThat(client.create("/c", null, CreateOptions.CONTAINER).path()).isEqualTo("/c");
    assertThat(client.create("/t", null, CreateOptions.ttl(Duration.ofMinutes(1))).path())
        .isEqualTo("/t");
    assertThat(client.ephemerals("/")).containsExactly(marked);
  }

  @Test
  void transactions_and_reads_together_have_their_results() {
    TransactionResults done =
        client.commit(
            Transaction.EMPTY
                .create("/a", Data.of("1"), CreateOptions.PERSISTENT)
                .set("/a", Data.of("2"), 0)
                .check("/a", 1));
    assertThat(done.created(0).path()).isEqualTo("/a");
    assertThat(done.stat(1).version()).isEqualTo(1);
    assertThatThrownBy(
            () -> client.commit(Transaction.EMPTY.delete("/a", -1).check("/missing", -1)))
        .isInstanceOf(TransactionException.class)
        .hasMessageContaining("/missing");
    ReadResults read = client.read(Reads.EMPTY.get("/a").children("/").get("/missing"));
    assertThat(read.node(0).text()).isEqualTo("2");
    assertThat(read.children(1)).containsExactly("a");
    assertThatThrownBy(() -> read.node(2)).isInstanceOf(NoNodeException.class);
  }

  @Test
  void identities_open_what_they_may() {
    client.addCredential(Credential.digest("bob", "secret"));
    Acl onlyBob = new Acl(Acl.ALL, new Id("auth", ""));
    client.create("/a", Data.of("1"), CreateOptions.PERSISTENT.acl(List.of(onlyBob)));
    assertThat(client.get("/a").text()).isEqualTo("1");
    assertThat(client.whoAmI()).extracting(ClientInfo::scheme).contains("digest");
    other.sync("/");
    assertThatThrownBy(() -> other.get("/a")).isInstanceOf(NoAuthException.class);
    client.setAcl("/a", Acl.OPEN, 0);
    assertThat(client.getAcl("/a").entries()).isEqualTo(Acl.OPEN);
  }

  @Test
  void watches_tell_once_or_for_good_and_can_be_removed() throws Exception {
    client.exists("/a", events::add);
    client.create("/a", null);
    expect(EventType.NODE_CREATED, "/a");
    client.watch("/", AddWatchMode.PERSISTENT_RECURSIVE, events::add);
    client.create("/a/b", null);
    expect(EventType.NODE_CREATED, "/a/b");
    client.set("/a/b", null);
    expect(EventType.NODE_DATA_CHANGED, "/a/b");
    assertThat(client.isWatched("/", WatcherType.PERSISTENT_RECURSIVE)).isTrue();
    client.unwatchAll("/", WatcherType.PERSISTENT_RECURSIVE);
    assertThat(client.isWatched("/", WatcherType.PERSISTENT_RECURSIVE)).isFalse();
    client.delete("/a/b");
    client.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void a_dropped_connection_keeps_the_session_and_its_watches() throws Exception {
    client.create("/e", null, CreateOptions.EPHEMERAL);
    client.get("/e", events::add);
    long session = client.sessionId();
    link.resetAll();
    assertThat(client.exists("/e").orElseThrow().ephemeralOwner()).isEqualTo(session);
    other.sync("/");
    other.set("/e", null);
    expect(EventType.NODE_DATA_CHANGED, "/e");
  }

  @Test
  void a_killed_session_is_made_anew_with_its_watches_and_what_is_kept_alive() throws Exception {
    BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
    client.create("/e", null, CreateOptions.EPHEMERAL);
    client.create("/kept", Data.of("1"), CreateOptions.EPHEMERAL.keptAlive());
    client.exists("/later", events::add);
    client.addStateListener(states::add);
    long session = client.sessionId();
    killSession();
    awaitNewSession(session);

    assertThat(states).contains(ConnectionState.SUSPENDED, ConnectionState.LOST);
    Eventually.get(
        "it is back",
        PATIENCE,
        () -> client.exists("/kept").map(stat -> stat.ephemeralOwner()).orElse(0L),
        owner -> owner == client.sessionId());
    assertThat(client.exists("/e")).isEmpty();
    client.create("/later", null);
    expect(EventType.NODE_CREATED, "/later");
  }

  @Test
  void followers_of_data_and_trees_lose_nothing_when_the_session_is_killed() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    client.create("/a", Data.of("1"));
    DataWatch.start(
        client, "/a", (node, event) -> seen.add(node.map(n -> n.text()).orElse("missing")));
    Cache cache = Cache.start(client, "/", CacheScope.TREE, new CacheListener() {});
    cache.initialized().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("1");
    long session = client.sessionId();
    killSession();
    other.sync("/");
    other.set("/a", Data.of("2"));
    other.create("/b", Data.of("3"));
    awaitNewSession(session);

    assertThat(seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("2");
    Eventually.get(
        "the cache has both",
        PATIENCE,
        () -> cache.get("/a").orElseThrow().text() + cache.get("/b").map(n -> n.text()).orElse(""),
        "23"::equals);
    assertThat(seen).isEmpty();
  }

  @Test
  void marked_creates_are_neither_lost_nor_doubled_when_connections_drop() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      if (i % 4 == 0) {
        link.resetAll();
      }
      made.add(client.create("/n-", null, CreateOptions.SEQUENTIAL.protectedByMark()).path());
    }
    client.sync("/");
    List<String> there = new ArrayList<>();
    client.children("/").forEach(name -> there.add("/" + name));

    assertThat(made).hasSize(40);
    assertThat(there).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void a_slow_network_is_only_slow() {
    link.delay(Duration.ofMillis(20));
    client.create("/a", Data.of("1"));

    assertThat(client.get("/a").text()).isEqualTo("1");
    assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
  }
}
