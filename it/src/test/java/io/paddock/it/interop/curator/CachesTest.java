package io.paddock.it.interop.curator;

import static io.paddock.it.interop.curator.Frameworks.SECONDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.cache.NodeCache;
import org.apache.curator.framework.recipes.cache.PathChildrenCache;
import org.apache.curator.framework.recipes.cache.TreeCache;
import org.apache.curator.framework.recipes.watch.PersistentWatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Curator's caches, the deprecated ones too: their users are many. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
@SuppressWarnings("deprecation")
class CachesTest {
  private final ServerProcess server;
  private final Frameworks frameworks;
  private final CuratorFramework writing;
  private final CuratorFramework reading;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  CachesTest(ServerProcess server) {
    this.server = server;
    frameworks = new Frameworks(server);
    writing = frameworks.connect();
    reading = frameworks.connect();
  }

  @AfterEach
  void close() {
    frameworks.close();
  }

  private void expect(String news) throws InterruptedException {
    assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(news);
  }

  private static String text(byte @Nullable [] data) {
    return data == null ? "null" : new String(data, UTF_8);
  }

  private void create(String path, String data) throws Exception {
    writing.create().creatingParentsIfNeeded().forPath(path, data.getBytes(UTF_8));
  }

  @Test
  void a_path_cache_follows_the_children_of_a_node() throws Exception {
    create("/p/old", "1");
    try (PathChildrenCache cache = new PathChildrenCache(reading, "/p", true)) {
      cache
          .getListenable()
          .addListener(
              (client, event) ->
                  heard.add(
                      event.getType()
                          + (event.getData() == null
                              ? ""
                              : " "
                                  + event.getData().getPath()
                                  + text(event.getData().getData()))));
      cache.start(PathChildrenCache.StartMode.POST_INITIALIZED_EVENT);
      expect("CHILD_ADDED /p/old1");
      expect("INITIALIZED");
      create("/p/new", "2");
      expect("CHILD_ADDED /p/new2");
      writing.setData().forPath("/p/old", "3".getBytes(UTF_8));
      expect("CHILD_UPDATED /p/old3");
      writing.delete().forPath("/p/new");
      expect("CHILD_REMOVED /p/new2");
      assertThat(cache.getCurrentData()).hasSize(1);
    }
  }

  @Test
  void a_tree_cache_follows_everything_below_a_node() throws Exception {
    create("/t/a/b", "1");
    try (TreeCache cache = new TreeCache(reading, "/t")) {
      cache
          .getListenable()
          .addListener(
              (client, event) ->
                  heard.add(
                      event.getType()
                          + (event.getData() == null ? "" : " " + event.getData().getPath())));
      cache.start();
      expect("NODE_ADDED /t");
      expect("NODE_ADDED /t/a");
      expect("NODE_ADDED /t/a/b");
      expect("INITIALIZED");
      create("/t/a/b/c", "2");
      expect("NODE_ADDED /t/a/b/c");
      writing.setData().forPath("/t/a", "x".getBytes(UTF_8));
      expect("NODE_UPDATED /t/a");
      writing.delete().forPath("/t/a/b/c");
      expect("NODE_REMOVED /t/a/b/c");
      assertThat(cache.getCurrentChildren("/t/a")).containsOnlyKeys("b");
    }
  }

  @Test
  void a_node_cache_follows_one_node_through_its_lives() throws Exception {
    try (NodeCache cache = new NodeCache(reading, "/n")) {
      cache
          .getListenable()
          .addListener(
              () ->
                  heard.add(
                      cache.getCurrentData() == null
                          ? "gone"
                          : text(cache.getCurrentData().getData())));
      cache.start(true);
      create("/n", "1");
      expect("1");
      writing.setData().forPath("/n", "2".getBytes(UTF_8));
      expect("2");
      writing.delete().forPath("/n");
      expect("gone");
    }
  }

  @Test
  void a_curator_cache_follows_a_subtree_by_one_recursive_watch() throws Exception {
    create("/c/old", "1");
    try (CuratorCache cache = started("/c")) {
      expect("created /c");
      expect("created /c/old");
      expect("initialized");
      create("/c/old/deep", "2");
      expect("created /c/old/deep");
      writing.setData().forPath("/c/old", "3".getBytes(UTF_8));
      expect("changed /c/old 1 3");
      writing.delete().forPath("/c/old/deep");
      expect("deleted /c/old/deep");
      assertThat(cache.size()).isEqualTo(2);
    }
  }

  @Test
  void a_curator_cache_catches_up_after_a_lost_connection() throws Exception {
    create("/c/gone", "1");
    create("/c/changed", "1");
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), 30_000);
      CuratorCache cache = CuratorCache.build(shaky, "/c");
      cache.start();
      Eventually.holds("the cache is full", () -> cache.size() == 3);
      relay.refuse();
      Eventually.holds("it is cut off", () -> !shaky.getZookeeperClient().isConnected());
      writing.delete().forPath("/c/gone");
      create("/c/new", "2");
      writing.setData().forPath("/c/changed", "2".getBytes(UTF_8));
      relay.restore();

      Eventually.holds(
          "it has caught up",
          () ->
              cache.get("/c/gone").isEmpty()
                  && cache.get("/c/new").isPresent()
                  && text(cache.get("/c/changed").orElseThrow().getData()).equals("2"));
      cache.close();
    }
  }

  private CuratorCache started(String path) {
    CuratorCache cache = CuratorCache.build(reading, path);
    cache
        .listenable()
        .addListener(
            CuratorCacheListener.builder()
                .forCreates(node -> heard.add("created " + node.getPath()))
                .forChanges(
                    (old, node) ->
                        heard.add(
                            "changed "
                                + node.getPath()
                                + " "
                                + text(old.getData())
                                + " "
                                + text(node.getData())))
                .forDeletes(node -> heard.add("deleted " + node.getPath()))
                .forInitialized(() -> heard.add("initialized"))
                .build());
    cache.start();
    return cache;
  }

  @Test
  void a_persistent_watcher_is_set_again_after_a_lost_connection() throws Exception {
    try (TcpRelay relay = new TcpRelay(server.port())) {
      CuratorFramework shaky = frameworks.connect(relay.address(), 30_000);
      try (PersistentWatcher watcher = new PersistentWatcher(shaky, "/w", true)) {
        watcher
            .getListenable()
            .addListener(
                event -> {
                  if (event.getPath() != null) {
                    heard.add(event.getType() + " " + event.getPath());
                  }
                });
        CountDownLatch set = new CountDownLatch(1);
        watcher.getResetListenable().addListener(set::countDown);
        watcher.start();
        assertThat(set.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        create("/w/a", "1");
        expect("NodeCreated /w");
        expect("NodeCreated /w/a");
        relay.cut();
        Eventually.holds("it is back", () -> shaky.checkExists().forPath("/w/a") != null);
        create("/w/b", "1");
        expect("NodeCreated /w/b");
      }
    }
  }
}
