package io.paddock.it.interop.ourclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.client.api.SessionKey;
import io.paddock.discovery.Discovery;
import io.paddock.discovery.board.BoardMonitor;
import io.paddock.discovery.board.StatusBoard;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.live.NodeDeletedException;
import io.paddock.discovery.register.AddressTakenException;
import io.paddock.discovery.register.RegisterOptions;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.discovery.treetext.Trim;
import io.paddock.it.process.Eventually;
import io.paddock.testkit.fault.FaultyLink;
import io.paddock.testkit.script.WireClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that die, are cut off, or lose their session; what their followers hear of it. */
abstract class ServicesSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For a session that must not end, whatever the machine does. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /** For one that is to end: soon, but not while the machine stands still for a moment. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final String root = "/services-" + UUID.randomUUID();
  private final InetSocketAddress address;
  private final FaultyLink link;
  private final Client client;
  private final Discovery discovery;
  private Client faulty;
  private Discovery behindLink;
  private final BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
  private final List<Process> processes = new ArrayList<>();

  ServicesSuite(int port) {
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    link = new FaultyLink(address);
    client = PaddockClient.connect(servers());
    discovery = Discovery.of(client);
    faulty = connectBehindLink(LONG);
    behindLink = Discovery.of(faulty);
  }

  private Client connectBehindLink(Duration timeout) {
    return PaddockClient.builder("127.0.0.1:" + link.port() + root)
        .sessionTimeout(timeout)
        .connect();
  }

  /** The client behind the link begins anew with a session that ends soon when it is cut off. */
  private void shortenSession() {
    behindLink.close();
    faulty.close();
    faulty = connectBehindLink(SHORT);
    behindLink = Discovery.of(faulty);
  }

  private String servers() {
    return "127.0.0.1:" + address.getPort() + root;
  }

  @BeforeEach
  void a_service() {
    try (Client above = PaddockClient.connect("127.0.0.1:" + address.getPort())) {
      above.create(root, null);
    }
    client.sync("/");
    discovery.importTree("/s\n  n = 0\n", "/", ImportOptions.USUAL);
    faulty.sync("/");
  }

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    behindLink.close();
    faulty.close();
    discovery.close();
    client.close();
    link.close();
  }

  private List<String> next() throws InterruptedException {
    List<String> next = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return next == null ? List.of("nothing in time") : next;
  }

  // Of processes that start at the same time nobody knows who is first.
  private void awaitTold(List<String> wanted) throws InterruptedException {
    List<String> last = next();
    while (!last.equals(wanted)) {
      List<String> now = next();
      assertThat(now).containsAll(last).hasSizeGreaterThan(last.size());
      last = now;
    }
  }

  private void start(String host, Duration timeout) {
    processes.add(Registrant.start(servers(), "/s", host, timeout));
  }

  @Test
  void a_killed_process_is_gone_the_living_never_are_and_nothing_is_told_twice() throws Exception {
    LiveChildren children = discovery.children("/s");
    children.onChange(now -> told.add(now.names()));
    assertThat(next()).isEmpty();
    start("a:1", LONG);
    start("b:1", SHORT);
    start("c:1", LONG);
    awaitTold(List.of("a:1", "b:1", "c:1"));

    processes.get(1).destroyForcibly().waitFor();
    assertThat(next()).containsExactly("a:1", "c:1");
    processes.get(0).getOutputStream().close();
    assertThat(next()).containsExactly("c:1");
    start("b:1", LONG);
    assertThat(next()).containsExactly("b:1", "c:1");
    assertThat(told).isEmpty();
  }

  @Test
  void a_service_whose_session_is_ended_is_back_with_its_latest_properties() throws Exception {
    Registration registration = behindLink.register("/s", "a:1", Map.of("x", 1));
    registration.update(Map.of("x", 2));
    client.sync("/");
    discovery.children("/s").onChange(now -> told.add(now.names()));
    assertThat(next()).containsExactly("a:1");
    SessionKey session = faulty.sessionKey();

    // Cut off first: it may be back before anybody sees that it was away.
    link.cut();
    WireClient.endSession(address, session.id(), session.password());
    assertThat(next()).isEmpty();
    link.heal();
    assertThat(next()).containsExactly("a:1");
    assertThat(discovery.read("/s/a:1")).containsEntry("x", 2);
    assertThat(client.exists("/s/a:1").orElseThrow().ephemeralOwner()).isNotEqualTo(session.id());
    assertThat(told).isEmpty();
  }

  @Test
  void a_service_that_is_cut_off_goes_with_its_session_and_comes_back() throws Exception {
    shortenSession();
    Registration cut = behindLink.register("/s", "cut:1");
    Registration alive = discovery.register("/s", "alive:1");
    client.sync("/");
    discovery.children("/s").onChange(now -> told.add(now.names()));
    assertThat(next()).containsExactly("alive:1", "cut:1");

    long session = faulty.sessionId();
    link.partition();
    assertThat(next()).containsExactly("alive:1");
    assertThat(cut.close(Duration.ofMillis(20))).isFalse();
    Registration again = discovery.register("/s", "cut:1");
    assertThat(next()).containsExactly("alive:1", "cut:1");
    link.heal();

    // Whoever was closed while it was cut off does not touch what is somebody else's now.
    Eventually.get("a new session", PATIENCE, faulty::sessionId, id -> id != 0 && id != session);
    faulty.sync("/");
    assertThat(faulty.exists("/s/cut:1").orElseThrow().ephemeralOwner())
        .isEqualTo(client.sessionId());
    again.close();
    assertThat(next()).containsExactly("alive:1");
    alive.close();
    assertThat(next()).isEmpty();
  }

  @Test
  void a_short_cut_takes_nobody_out_of_the_list() throws Exception {
    Registration unused = behindLink.register("/s", "a:1");
    client.sync("/");
    discovery.children("/s").onChange(now -> told.add(now.names()));
    assertThat(next()).containsExactly("a:1");
    for (int i = 0; i < 5; i++) {
      link.resetAll();
      assertThat(faulty.exists("/s")).isPresent();
    }
    client.sync("/");
    assertThat(told).isEmpty();
  }

  @Test
  void a_follower_that_was_cut_off_knows_everything_afterwards() throws Exception {
    shortenSession();
    LiveChildren children = behindLink.children("/s");
    LiveProperties properties = behindLink.properties("/s");
    long session = faulty.sessionId();
    link.partition();
    Registration unused = discovery.register("/s", "a:1");
    discovery.properties("/s").update("n", 7);
    Eventually.holds("its session has gone", () -> faulty.sessionId() != session);
    link.heal();

    Eventually.get("children", PATIENCE, children::names, List.of("a:1")::equals);
    Eventually.get("properties", PATIENCE, () -> properties.getInt("n"), n -> n == 7);
  }

  @Test
  void each_change_of_a_configuration_is_told_once_and_in_order() throws Exception {
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    LiveProperties reading = behindLink.properties("/s");
    reading.onChange(now -> seen.add(now.getInt("n")));
    LiveProperties writing = discovery.properties("/s");
    for (int n = 1; n <= 50; n++) {
      assertThat(seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(n - 1);
      writing.update("n", n);
      if (n % 10 == 0) {
        link.resetAll();
      }
    }
    assertThat(seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(50);
    discovery.deleteRecursiveForced("/s");
    Eventually.holds("deleted", reading::isDeleted);
    assertThatThrownBy(() -> reading.update("n", 1)).isInstanceOf(NodeDeletedException.class);
  }

  @Test
  void a_successor_waits_or_takes_over() {
    Registration first = discovery.register("/s", "a:1");
    faulty.sync("/");
    assertThatThrownBy(() -> behindLink.register("/s", "a:1"))
        .isInstanceOf(AddressTakenException.class);

    Registration second =
        behindLink.register("/s", "a:1", Map.of(), RegisterOptions.USUAL.takingOver());
    client.sync("/");
    assertThat(client.exists("/s/a:1").orElseThrow().ephemeralOwner())
        .isEqualTo(faulty.sessionId());
    second.close();
    Eventually.holds(
        "the first one is back",
        () ->
            client.exists("/s/a:1").map(stat -> stat.ephemeralOwner()).orElse(0L)
                == client.sessionId());
    first.close();
    faulty.sync("/");
    Registration third =
        behindLink.register(
            "/s", "a:1", Map.of(), RegisterOptions.USUAL.waiting(Duration.ofSeconds(1)));
    assertThat(third.paths()).containsExactly("/s/a:1");
  }

  @Test
  void a_board_and_trees() {
    StatusBoard.Publication mine = behindLink.board("/board").publish("h", Map.of("load", 1));
    client.sync("/");
    BoardMonitor monitor = discovery.board("/board").monitor();
    mine.set(Map.of("load", 2));
    Eventually.get(
        "the new status",
        PATIENCE,
        () -> monitor.hosts().get("h"),
        host -> host != null && host.status().equals(Map.of("load", 2)));

    String text = "/a : kind\n  n = 1\n  l -> b\n  p => /s n\n  /b\n";
    discovery.importTree(text, "/", ImportOptions.USUAL);
    assertThat(discovery.exportTree("/a")).isEqualTo(text);
    assertThat(discovery.resolve("/a/l")).isEqualTo("/a/b");
    assertThat(
            discovery.planImport("/a : kind\n", "/", ImportOptions.USUAL.trim(Trim.DELETE)).lines())
        .contains("delete /a/b");
  }
}
