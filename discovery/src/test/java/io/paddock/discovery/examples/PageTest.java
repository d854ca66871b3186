package io.paddock.discovery.examples;

import static io.paddock.discovery.examples.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.discovery.Discovery;
import io.paddock.discovery.board.BoardMonitor;
import io.paddock.discovery.board.StatusBoard;
import io.paddock.discovery.curator.CuratorInstance;
import io.paddock.discovery.curator.CuratorServices;
import io.paddock.discovery.health.HealthCheck;
import io.paddock.discovery.health.HealthWatch;
import io.paddock.discovery.live.LiveChildren;
import io.paddock.discovery.live.LiveEntries;
import io.paddock.discovery.live.LiveProperties;
import io.paddock.discovery.live.Subscription;
import io.paddock.discovery.register.RegisterOptions;
import io.paddock.discovery.register.Registration;
import io.paddock.discovery.select.Selector;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.discovery.treetext.ImportPlan;
import io.paddock.discovery.treetext.Trim;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/discovery.md, word for word. */
class PageTest {
  record Settings(int threads, String secret) {}

  private final EmbeddedServer server = EmbeddedServer.start();
  private final Discovery discovery = Discovery.connect(server.connectString());
  private final List<Object> said = new CopyOnWriteArrayList<>();

  @BeforeEach
  void a_service() {
    discovery.importTree(
        "/fooservice\n  threads = 1\n  secret = 'x'\n  /servers\n", "/", ImportOptions.USUAL);
  }

  @AfterEach
  void close() {
    discovery.close();
    server.close();
  }

  private void use(List<String> names) {
    said.add(names);
  }

  private void apply(Map<String, Object> properties) {
    said.add(new TreeMap<>(properties).toString());
  }

  private void show(String host, boolean present, Map<String, Object> status) {
    said.add(host + " " + present + " " + new TreeMap<>(status));
  }

  private void instances(List<CuratorInstance> now) {
    said.add(now);
  }

  @Test
  void every_example_of_the_page_is_run_here() throws IOException {
    String here =
        words(
            Files.readString(Path.of("src/test/java/io/paddock/discovery/examples/PageTest.java")));
    // The first one connects to servers that are nowhere.
    List<String> examples =
        Pattern.compile("(?s)```java\\n(.*?)```")
            .matcher(Files.readString(Path.of("../docs/discovery.md")))
            .results()
            .map(MatchResult::group)
            .map(block -> words(block.replace("```java", "").replace("```", "")))
            .map(block -> block.replace("\"h1:2181,h2:2181\"", "server.connectString()"))
            .toList();

    assertThat(examples).hasSizeGreaterThan(8).allMatch(here::contains);
  }

  private static String words(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void at_first() {
    try (Discovery discovery = Discovery.connect(server.connectString())) {
      discovery.register("/fooservice/servers", "192.168.0.42:8080");
      discovery.children("/fooservice/servers").onChange(servers -> use(servers.names()));
    }
    assertThat(said).first().isEqualTo(List.of("192.168.0.42:8080"));
  }

  @Test
  void a_registration() {
    Registration registration =
        discovery.register("/fooservice/servers", "192.168.0.42:8080", Map.of("weight", 3));
    registration.update(Map.of("weight", 5));
    registration.takeOut();
    registration.putBack();
    registration.close();
    until(() -> discovery.children("/fooservice/servers").isEmpty());
  }

  @Test
  void the_end_of_a_registration_and_its_options() {
    Registration registration = discovery.register("/fooservice/servers", "192.168.0.42:8080");
    registration.drain(Duration.ofMillis(500)).join();
    until(() -> discovery.children("/fooservice/servers").isEmpty());

    RegisterOptions patient = RegisterOptions.USUAL.waiting(Duration.ofSeconds(40));
    discovery.register("/fooservice/servers", "192.168.0.42:8081", Map.of(), patient);
    RegisterOptions sure = RegisterOptions.USUAL.takingOver();
    discovery.register("/fooservice/servers", "192.168.0.42:8082", Map.of(), sure);
    assertThat(discovery.children("/fooservice/servers")).hasSize(2);
  }

  @Test
  void children() {
    discovery.register("/fooservice/servers", "a:1").properties();
    LiveChildren servers = discovery.children("/fooservice/servers");
    for (String address : servers) {
      use(List.of(address));
    }
    Subscription subscription = servers.onChange(now -> use(now.names()));
    servers.onChange(
        (now, self) -> {
          if (now.size() == 3) self.close();
        });
    assertThat(said).containsExactly(List.of("a:1"), List.of("a:1"));
    subscription.close();
  }

  @Test
  void configuration() {
    LiveProperties data = discovery.properties("/fooservice");
    data.getInt("threads");
    data.as(Settings.class);
    data.onChange(now -> apply(now));
    data.update(Map.of("threads", 2, "secret", "123"));
    data.set(Map.of("threads", 3, "secret", "1234"));
    until(() -> said.size() == 3);
    assertThat(said).last().isEqualTo("{secret=1234, threads=3}");
  }

  @Test
  void trees() {
    String text = "/cms : z4m cms\n  threads => /fooservice\n  /providers\n";
    ImportPlan plan = discovery.planImport(text, "/", ImportOptions.USUAL.trim(Trim.DELETE));
    plan.lines().forEach(System.out::println);
    discovery.importTree(text, "/", ImportOptions.USUAL.trim(Trim.DELETE));
    String again = discovery.exportTree("/");
    assertThat(again).startsWith(text);
  }

  @Test
  void choosing_one() {
    Duration limit = Duration.ofSeconds(1);
    Duration interval = Duration.ofSeconds(30);
    Duration grace = Duration.ofSeconds(30);
    Registration registration =
        discovery.register("/fooservice/servers", "a:1", Map.of("weight", 2));
    LiveChildren servers = discovery.children("/fooservice/servers");
    Selector selector = Selector.sticky(Selector.roundRobin());
    Optional<String> address = selector.choose(servers.names());
    HealthCheck check = HealthCheck.http(URI.create("http://localhost:8080/health"), limit);
    HealthWatch watch = HealthWatch.start(registration, check, interval, grace);
    assertThat(address).contains("a:1");
    watch.close();

    LiveEntries entries = discovery.entries("/fooservice/servers");
    Selector heavy = Selector.weighted(name -> entries.getInt(name, "weight", 1), new Random());
    assertThat(heavy.choose(servers.names())).contains("a:1");
  }

  @Test
  void a_board() {
    StatusBoard board = discovery.board("/hosts");
    StatusBoard.Publication mine = board.publish("host1", Map.of("load", 0.5));
    mine.set(Map.of("load", 0.7, "disk", "full"));

    BoardMonitor monitor = board.monitor();
    monitor.onChange((before, now) -> show(now.host(), now.present(), now.status()));
    mine.close();
    until(() -> said.size() == 2);
    assertThat(said)
        .containsExactly("host1 true {disk=full, load=0.7}", "host1 false {disk=full, load=0.7}");
  }

  @Test
  void instances_of_curator() {
    CuratorServices services = discovery.curator("/services");
    CuratorInstance instance =
        CuratorInstance.of("db", "db-1", "10.0.0.1", 5432, System.currentTimeMillis());
    Registration db = services.register(instance.payload(Map.of("role", "primary")));
    List<CuratorInstance> all = services.instances("db");
    LiveEntries followed = services.follow("db", now -> instances(now));
    assertThat(all).containsExactly(instance.payload(Map.of("role", "primary")));
    db.close();
    until(() -> said.size() == 2);
    assertThat(said).containsExactly(all, List.of());
    followed.close();
  }
}
