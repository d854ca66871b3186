package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Node;
import io.paddock.client.cache.Cache;
import io.paddock.client.cache.CacheListener;
import io.paddock.client.cache.CacheScope;
import io.paddock.client.cache.TreeCache;
import io.paddock.protocol.message.Data;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Znodes, children and subtrees as they are kept by caches. */
public abstract class CacheSuite extends FollowSuite {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CacheListener listener =
      new CacheListener() {
        @Override
        public void created(Node node) {
          heard.add("+" + node.path() + "=" + node.text());
        }

        @Override
        public void changed(Node before, Node now) {
          heard.add(now.path() + ":" + before.text() + ">" + now.text());
        }

        @Override
        public void deleted(Node last) {
          heard.add("-" + last.path());
        }

        @Override
        public void initialized() {
          heard.add("all");
        }
      };

  protected CacheSuite(InetSocketAddress server) {
    super(server);
  }

  private void expect(String... what) throws InterruptedException {
    for (String each : what) {
      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(each);
    }
  }

  private Cache start(CacheScope scope) {
    return Cache.start(client, "/t", scope, listener);
  }

  @Test
  void the_start_is_told_once_then_that_it_was_all_then_each_change() throws Exception {
    other.create("/t/a", Data.of("1"));
    other.create("/t/a/b", Data.of("2"));
    Cache cache = start(CacheScope.TREE);
    expect("+/t=", "+/t/a=1", "+/t/a/b=2", "all");

    other.create("/t/c", Data.of("3"));
    other.set("/t/a", Data.of("4"));
    other.deleteRecursive("/t/a");
    expect("+/t/c=3");
    // Each change of its own, or both at once.
    String next = heard.poll(30, TimeUnit.SECONDS);
    if ("/t/a:1>4".equals(next)) {
      next = heard.poll(30, TimeUnit.SECONDS);
    }
    assertThat(next).isEqualTo("-/t/a/b");
    expect("-/t/a");
    assertThat(cache.nodes()).extracting(Node::path).containsExactly("/t", "/t/c");
    assertThat(cache.get("/t/c").orElseThrow().text()).isEqualTo("3");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_missing_root_is_no_fault_and_comes_later() throws Exception {
    other.delete("/t");
    start(CacheScope.TREE);
    expect("all");
    other.create("/t", Data.of("1"));
    expect("+/t=1");
    other.create("/t/a", null);
    expect("+/t/a=");
  }

  @Test
  void the_scope_says_how_deep_it_goes() throws Exception {
    other.create("/t/a", null);
    other.create("/t/a/b", null);
    start(CacheScope.NODE);
    expect("+/t=", "all");
    other.set("/t", Data.of("1"));
    expect("/t:>1");
    start(CacheScope.CHILDREN);
    expect("+/t=1", "+/t/a=", "all");
    other.set("/t/a/b", Data.of("2"));
    other.set("/t/a", Data.of("2"));
    expect("/t/a:>2");
    assertThat(heard).isEmpty();
  }

  @Test
  void the_root_of_the_tree_can_be_followed_too() throws Exception {
    try (Cache cache = Cache.start(client, "/", CacheScope.TREE, listener)) {
      cache.initialized().get(30, TimeUnit.SECONDS);
      heard.clear();
      other.create("/t/a", null);
      expect("+/t/a=");
      assertThat(cache.children("/")).containsExactly("t");
      assertThat(cache.children("/t")).containsExactly("a");
    }
  }

  @Test
  void children_are_listed_whatever_stands_between_them_in_order() throws Exception {
    for (String each : List.of("/t/a", "/t/a/x", "/t/a-b", "/t/a0", "/t/b", "/t/b/y")) {
      other.create(each, null);
    }
    Cache cache = start(CacheScope.TREE);
    cache.initialized().get(30, TimeUnit.SECONDS);

    assertThat(cache.children("/t")).containsExactly("a", "a-b", "a0", "b");
  }

  @Test
  void what_happened_while_the_connection_was_lost_is_told_once_and_children_first()
      throws Exception {
    other.create("/t/a", Data.of("1"));
    other.create("/t/a/b", Data.of("1"));
    other.create("/t/c", Data.of("1"));
    start(CacheScope.TREE).initialized().get(30, TimeUnit.SECONDS);
    heard.clear();
    link.cut();
    other.deleteRecursive("/t/a");
    other.set("/t/c", Data.of("2"));
    other.create("/t/d", Data.of("3"));
    link.heal();

    List<String> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(heard.poll(30, TimeUnit.SECONDS));
    }
    assertThat(all).containsExactlyInAnyOrder("-/t/a/b", "-/t/a", "/t/c:1>2", "+/t/d=3");
    assertThat(all.indexOf("-/t/a/b")).isLessThan(all.indexOf("-/t/a"));
    assertThat(heard).isEmpty();
  }

  @Test
  void one_made_anew_under_the_same_path_is_another_one() throws Exception {
    other.create("/t/a", Data.of("1"));
    start(CacheScope.TREE).initialized().get(30, TimeUnit.SECONDS);
    heard.clear();
    loseSession();
    other.delete("/t/a");
    other.create("/t/a", Data.of("1"));
    link.heal();

    expect("-/t/a", "+/t/a=1");
  }

  @Test
  void a_late_listener_hears_of_everything_too() throws Exception {
    other.create("/t/a", Data.of("1"));
    Cache cache = Cache.start(client, "/t", CacheScope.TREE, new CacheListener() {});
    cache.initialized().get(30, TimeUnit.SECONDS);
    cache.addListener(listener);
    other.set("/t/a", Data.of("2"));

    expect("+/t=", "+/t/a=1", "all", "/t/a:1>2");
  }

  @Test
  void a_closed_cache_hears_nothing_more() throws Exception {
    Cache cache = start(CacheScope.TREE);
    expect("+/t=", "all");
    cache.close();
    other.create("/t/a", null);
    client.sync("/t");

    assertThat(client.exists("/t/a")).isPresent();
    assertThat(heard).isEmpty();
  }

  @Test
  void a_tree_cache_tells_of_the_connection_too() throws Exception {
    TreeCache cache =
        TreeCache.start(
            client,
            "/t",
            event -> heard.add(event.type() + (event.node() == null ? "" : event.node().path())));
    expect("NODE_ADDED/t", "INITIALIZED");
    loseSession();
    expect("CONNECTION_SUSPENDED");
    link.heal();
    expect("CONNECTION_LOST", "CONNECTION_RECONNECTED");
    other.create("/t/a", null);
    expect("NODE_ADDED/t/a");
    assertThat(cache.children("/t")).containsExactly("a");
  }

  @Test
  void under_random_changes_and_faults_what_was_told_adds_up_to_the_tree() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Cache cache = start(CacheScope.TREE);
    Map<String, String> told = new TreeMap<>();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 60; i++) {
        change(random);
        if (i == 20) {
          link.resetAll();
        }
      }
    }
    other.createOrSet("/t/last", Data.of("last"));
    Map<String, String> there = new TreeMap<>();
    read("/t", there);
    Await.until("the last change is told", () -> replay(told).containsKey("/t/last"));
    boolean complete = Await.quietly(() -> replay(told).equals(there));

    assertThat(told).as("seed %d, complete: %s", seed, complete).isEqualTo(there);
    assertThat(cache.nodes()).extracting(Node::path).containsExactlyElementsOf(there.keySet());
  }

  private void change(Random random) {
    String path = "/t/" + random.nextInt(4) + (random.nextBoolean() ? "/" + random.nextInt(3) : "");
    if (random.nextInt(4) == 0) {
      other.deleteRecursive(path);
    } else {
      other.createOrSet(path, Data.of("" + random.nextInt(1000)));
    }
  }

  private void read(String path, Map<String, String> into) {
    into.put(path, other.get(path).text());
    other.children(path).forEach(name -> read(path + "/" + name, into));
  }

  private Map<String, String> replay(Map<String, String> told) {
    for (String line = heard.poll(); line != null; line = heard.poll()) {
      if (line.startsWith("+")) {
        int data = line.indexOf('=');
        assertThat(told.put(line.substring(1, data), line.substring(data + 1))).isNull();
      } else if (line.startsWith("-")) {
        assertThat(told.remove(line.substring(1))).isNotNull();
      } else if (!line.equals("all")) {
        int colon = line.indexOf(':');
        int arrow = line.indexOf('>');
        String before = told.put(line.substring(0, colon), line.substring(arrow + 1));
        assertThat(before).isEqualTo(line.substring(colon + 1, arrow));
      }
    }
    return told;
  }
}
