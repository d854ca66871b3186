package io.paddock.discovery.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.BadVersionException;
import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.discovery.link.LinkException;
import io.paddock.protocol.message.Data;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live children and properties, links between them, against a server. */
class LiveTest {
  private static EmbeddedServer server;
  private Client client;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    client = PaddockClient.connect(server.connectString());
    client.deleteRecursive("/t");
    client.create("/t", null);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void children_tell_at_once_and_at_each_change() throws InterruptedException {
    client.create("/t/b", null);
    LiveChildren children = new LiveChildren(client, "/t");
    BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();

    children.onChange(now -> told.add(now.names()));
    assertThat(told.remove()).containsExactly("b");
    client.create("/t/a", null);
    assertThat(next(told)).containsExactly("a", "b");
    client.delete("/t/b");
    assertThat(next(told)).containsExactly("a");

    assertThat(children).containsExactly("a").hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void a_listener_can_end_its_own_calls_and_a_failing_one_hinders_nobody()
      throws InterruptedException {
    LiveChildren children = new LiveChildren(client, "/t");
    List<Integer> once = new ArrayList<>();
    BlockingQueue<Integer> always = new LinkedBlockingQueue<>();
    children.onChange(
        (live, subscription) -> {
          once.add(live.size());
          subscription.close();
        });
    children.onChange(
        live -> {
          throw new IllegalStateException("on purpose");
        });
    Subscription other = children.onChange(live -> always.add(live.size()));

    client.create("/t/a", null);
    assertThat(next(always)).isZero();
    assertThat(next(always)).isOne();
    other.close();
    client.create("/t/b", null);
    awaitSize(children, 2);

    assertThat(once).containsExactly(0);
    assertThat(always).isEmpty();
  }

  @Test
  void children_and_properties_survive_a_restart_of_the_server() throws InterruptedException {
    LiveChildren children = new LiveChildren(client, "/t");
    LiveProperties properties = new LiveProperties(client, "/t", true);
    server.restart();
    // One that has never been connected to what was stopped, so that it loses nothing on the way.
    try (Client other = PaddockClient.connect(server.connectString())) {
      other.create("/t/a", null);
      other.set("/t", Data.of("{\"x\":1}"));
    }
    awaitSize(children, 1);
    BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
    properties.onChange(
        now -> {
          if (now.containsKey("x")) {
            told.add(now.getInt("x"));
          }
        });

    assertThat(next(told)).isOne();
  }

  @Test
  void links_are_followed_live_through_every_hop() throws InterruptedException {
    for (String each : List.of("/t/one", "/t/one/a", "/t/two", "/t/two/b", "/t/via")) {
      client.create(each, null);
    }
    client.set("/t", Data.of("{\"start ->\":\"via/next\"}"));
    client.set("/t/via", Data.of("{\"next ->\":\"../one\"}"));
    LiveChildren children = new LiveChildren(client, "/t/start");
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    children.onChange(now -> told.add(now.realPath() + now.names()));
    assertThat(told.remove()).isEqualTo("/t/one[a]");

    client.set("/t/via", Data.of("{\"next ->\":\"/t/two\"}"));
    assertThat(next(told)).isEqualTo("/t/two[b]");
    client.create("/t/two/c", null);
    assertThat(next(told)).isEqualTo("/t/two[b, c]");
    client.create("/t/start", null);
    assertThat(next(told)).isEqualTo("/t/start[]");
    client.delete("/t/start");
    assertThat(next(told)).isEqualTo("/t/two[b, c]");
  }

  @Test
  void links_in_a_circle_are_told_and_not_followed_for_ever() {
    client.set("/t", Data.of("{\"a ->\":\"b\",\"b ->\":\"/t/a/x\",\"self ->\":\"self\"}"));

    assertThatThrownBy(() -> new LiveChildren(client, "/t/a"))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("circle");
    assertThatThrownBy(() -> new LiveChildren(client, "/t/self")).hasMessageContaining("/t/self");
    assertThatThrownBy(() -> new LiveChildren(client, "/t/none"))
        .isInstanceOf(NoNodeException.class);
  }

  @Test
  void update_merges_and_set_replaces() {
    client.set("/t", Data.of("{\"database\":\"/db\",\"threads\":1}"));
    LiveProperties data = new LiveProperties(client, "/t", true);
    List<Map<String, Object>> told = new ArrayList<>();
    data.onChange(now -> told.add(Map.copyOf(now)));

    data.update(Map.of("threads", 2, "secret", "123"));
    data.update("threads", 1);
    data.set(Map.of("threads", 3, "secret", "1234"));

    assertThat(told)
        .containsExactly(
            Map.of("database", "/db", "threads", 1),
            Map.of("database", "/db", "threads", 2, "secret", "123"),
            Map.of("database", "/db", "threads", 1, "secret", "123"),
            Map.of("threads", 3, "secret", "1234"));
    assertThat(data).isEqualTo(Map.of("threads", 3, "secret", "1234"));
  }

  @Test
  void two_writers_do_not_lose_each_others_keys() throws InterruptedException {
    int rounds = 50;
    try (Client other = PaddockClient.connect(server.connectString())) {
      LiveProperties mine = new LiveProperties(client, "/t", false);
      LiveProperties theirs = new LiveProperties(other, "/t", false);
      Thread writer = new Thread(() -> writeAll(theirs, "b", rounds));
      writer.start();
      writeAll(mine, "a", rounds);
      writer.join();
    }
    assertThat(new LiveProperties(client, "/t", false)).hasSize(2 * rounds);
  }

  private static void writeAll(LiveProperties properties, String prefix, int rounds) {
    for (int i = 0; i < rounds; i++) {
      properties.update(prefix + i, i);
    }
  }

  @Test
  void set_is_refused_if_somebody_has_written_meanwhile() {
    LiveProperties data = new LiveProperties(client, "/t", false);
    client.set("/t", Data.of("{\"x\":1}"));

    assertThatThrownBy(() -> data.set(Map.of("y", 1))).isInstanceOf(BadVersionException.class);
  }

  @Test
  void unwatched_properties_can_be_changed_and_not_listened_to() {
    LiveProperties data = new LiveProperties(client, "/t", false);

    data.update("x", 1);

    assertThat(data.getInt("x")).isOne();
    assertThatThrownBy(() -> data.onChange(now -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_deleted_node_clears_both_is_told_and_cannot_be_changed() throws InterruptedException {
    client.create("/t/a", Data.of("{\"x\":1}"));
    client.create("/t/a/b", null);
    LiveChildren children = new LiveChildren(client, "/t/a");
    LiveProperties data = new LiveProperties(client, "/t/a", true);
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    children.onChange(
        now -> {
          if (now.isDeleted()) {
            told.add("children");
          }
        });
    data.onChange(
        now -> {
          if (now.isDeleted()) {
            told.add("properties");
          }
        });

    client.deleteRecursive("/t/a");

    assertThat(List.of(next(told), next(told))).contains("children", "properties");
    assertThat(children).isEmpty();
    assertThat(data).isEmpty();
    assertThatThrownBy(() -> data.update("x", 2))
        .isInstanceOf(NodeDeletedException.class)
        .hasMessage("update /t/a: it was deleted");
    assertThatThrownBy(() -> data.set(Map.of())).isInstanceOf(NodeDeletedException.class);
    client.create("/t/a", Data.of("{\"x\":3}"));
    data.onChange(
        (now, subscription) -> {
          if (!now.isDeleted()) {
            told.add(now.getInt("x"));
          }
        });
    assertThat(next(told)).isEqualTo(3);
  }

  @Test
  void property_links_have_the_value_of_what_they_lead_to_live() throws InterruptedException {
    client.create("/t/foo", Data.of("{\"threads\":3}"));
    client.create("/t/mid", Data.of("{\"n =>\":\"/t/foo threads\"}"));
    client.create("/t/cms", Data.of("{\"threads =>\":\"../foo\",\"count =>\":\"/t/mid n\"}"));
    LiveProperties data = new LiveProperties(client, "/t/cms", true);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    data.onChange(now -> told.add(now.getInt("threads") + " " + now.getInt("count")));
    assertThat(told.remove()).isEqualTo("3 3");
    assertThat(data.get("threads =>")).isEqualTo("../foo");
    assertThat(data.keySet()).containsExactlyInAnyOrder("threads", "count");

    client.set("/t/foo", Data.of("{\"threads\":4}"));
    assertThat(next(told)).isEqualTo("4 4");
    data.update("threads", 9);
    assertThat(next(told)).isEqualTo("9 4");
  }

  @Test
  void property_links_that_lead_to_nothing_say_so_when_they_are_read() {
    client.set(
        "/t",
        Data.of(
            "{\"a =>\":\"/none\",\"b =>\":\"/t c\",\"c =>\":\"/t b\",\"d =>\":\"/t nope\","
                + "\"e =>\":\"/t x y\",\"f =>\":3,\"ok\":1}"));
    LiveProperties data = new LiveProperties(client, "/t", true);

    assertThat(data).isEqualTo(Map.of("ok", 1));
    broken(data, "a", "/t a: there is no znode /none");
    broken(data, "b", "circle");
    broken(data, "d", "/t has no property nope");
    broken(data, "e", "a path and a name, not /t x y");
    broken(data, "f", "a path and a name, not 3");
  }

  private static void broken(LiveProperties data, String name, String why) {
    assertThatThrownBy(() -> data.get(name))
        .isInstanceOf(BrokenLinkException.class)
        .hasMessageContaining(why);
  }

  record Settings(int threads, String name) {}

  @Test
  void values_have_types_and_fit_into_records() {
    client.set("/t", Data.of("{\"threads\":3,\"name\":\"x\",\"big\":3000000000,\"on\":true}"));
    LiveProperties data = new LiveProperties(client, "/t", false);

    assertThat(data.getInt("threads")).isEqualTo(3);
    assertThat(data.getLong("threads")).isEqualTo(3L);
    assertThat(data.getLong("big")).isEqualTo(3_000_000_000L);
    assertThat(data.getDouble("threads")).isEqualTo(3.0);
    assertThat(data.getBoolean("on")).isTrue();
    assertThatThrownBy(() -> data.getInt("big")).hasMessage("/t big: 3000000000 is no Integer");
    assertThatThrownBy(() -> data.getString("none")).hasMessage("/t none: null is no String");
    data.set(Map.of("threads", 4, "name", "y"));
    assertThat(data.as(Settings.class)).isEqualTo(new Settings(4, "y"));
  }

  @Test
  void properties_that_are_too_long_are_refused_and_change_nothing() {
    LiveProperties data = new LiveProperties(client, "/t", true);
    data.set(Map.of("a", 1));

    assertThatThrownBy(() -> data.update("b", "x".repeat(2_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/t");
    assertThatThrownBy(() -> data.set(Map.of("b", "x".repeat(2_000_000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/t");
    assertThat(data).isEqualTo(Map.of("a", 1));
    assertThat(client.get("/t").text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void data_that_is_no_json_is_a_string_value() {
    client.set("/t", Data.of("just text"));

    assertThat(new LiveProperties(client, "/t", false))
        .isEqualTo(Map.of("string_value", "just text"));
    client.set("/t", null);
    assertThat(new LiveProperties(client, "/t", false)).isEmpty();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  private static void awaitSize(LiveChildren children, int size) throws InterruptedException {
    BlockingQueue<Integer> reached = new LinkedBlockingQueue<>();
    Subscription subscription =
        children.onChange(
            now -> {
              if (now.size() == size) {
                reached.add(size);
              }
            });
    next(reached);
    subscription.close();
  }
}
