package io.paddock.it.interop.javaclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback.AllChildrenNumberCallback;
import org.apache.zookeeper.AsyncCallback.EphemeralsCallback;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The asynchronous form of every call: what its callback hears, and in which order. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class AsyncTest {
  private static final byte[] DATA = "data".getBytes(UTF_8);

  private final Clients clients;
  private final ZooKeeper zk;

  AsyncTest(ServerProcess server) {
    clients = new Clients(server);
    zk = clients.connect();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  /** What a callback heard: the result code, the path, and the results as text. */
  private static String heard(Consumer<CompletableFuture<String>> call) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    call.accept(answer);
    return answer.get(60, TimeUnit.SECONDS);
  }

  private static String said(int rc, Object... results) {
    return Code.get(rc) + " " + List.of(results);
  }

  private static VoidCallback code(CompletableFuture<String> answer) {
    return (rc, path, ctx) -> answer.complete(said(rc, path, ctx));
  }

  private void create(String path) throws Exception {
    zk.create(path, DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  @Test
  void create_tells_the_real_name() throws Exception {
    assertThat(
            heard(
                answer ->
                    zk.create(
                        "/s",
                        DATA,
                        Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT_SEQUENTIAL,
                        (rc, path, ctx, name) -> answer.complete(said(rc, path, ctx, name)),
                        "ctx")))
        .isEqualTo("OK [/s, ctx, /s0000000000]");
  }

  @Test
  void create_with_a_stat_tells_name_and_stat() throws Exception {
    assertThat(
            heard(
                answer ->
                    zk.create(
                        "/c",
                        DATA,
                        Ids.OPEN_ACL_UNSAFE,
                        CreateMode.CONTAINER,
                        (rc, path, ctx, name, stat) ->
                            answer.complete(said(rc, name, stat.getDataLength())),
                        "ctx")))
        .isEqualTo("OK [/c, 4]");
  }

  @Test
  void create_with_a_ttl_tells_name_and_stat() throws Exception {
    assertThat(
            heard(
                answer ->
                    zk.create(
                        "/t",
                        DATA,
                        Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL,
                        (rc, path, ctx, name, stat) ->
                            answer.complete(said(rc, name, stat.getEphemeralOwner())),
                        "ctx",
                        60_000)))
        .isEqualTo("OK [/t0000000000, 0]");
  }

  @Test
  void delete_and_sync_tell_a_code() throws Exception {
    create("/a");
    assertThat(heard(answer -> zk.sync("/a", code(answer), "ctx"))).isEqualTo("OK [/a, ctx]");
    assertThat(heard(answer -> zk.delete("/a", 4, code(answer), "ctx")))
        .isEqualTo("BADVERSION [/a, ctx]");
    assertThat(heard(answer -> zk.delete("/a", 0, code(answer), "ctx"))).isEqualTo("OK [/a, ctx]");
    assertThat(heard(answer -> zk.sync("/a", code(answer), "ctx"))).isEqualTo("OK [/a, ctx]");
  }

  @Test
  void exists_and_set_data_tell_the_stat() throws Exception {
    create("/a");
    assertThat(
            heard(
                answer ->
                    zk.setData(
                        "/a",
                        new byte[7],
                        -1,
                        (rc, path, ctx, stat) -> answer.complete(said(rc, path, stat.getVersion())),
                        "ctx")))
        .isEqualTo("OK [/a, 1]");
    assertThat(
            heard(
                answer ->
                    zk.exists(
                        "/a",
                        false,
                        (rc, path, ctx, stat) -> answer.complete(said(rc, stat.getDataLength())),
                        "ctx")))
        .isEqualTo("OK [7]");
    assertThat(
            heard(
                answer ->
                    zk.exists(
                        "/b",
                        false,
                        (rc, path, ctx, stat) -> answer.complete(said(rc, stat == null)),
                        "ctx")))
        .isEqualTo("NONODE [true]");
  }

  @Test
  void get_data_tells_data_and_stat() throws Exception {
    create("/a");
    assertThat(
            heard(
                answer ->
                    zk.getData(
                        "/a",
                        false,
                        (rc, path, ctx, data, stat) ->
                            answer.complete(said(rc, new String(data, UTF_8), stat.getVersion())),
                        "ctx")))
        .isEqualTo("OK [data, 0]");
  }

  @Test
  void get_children_tells_names_with_or_without_the_stat() throws Exception {
    create("/a");
    create("/a/b");
    assertThat(
            heard(
                answer ->
                    zk.getChildren(
                        "/a",
                        false,
                        (int rc, String path, Object ctx, List<String> names) ->
                            answer.complete(said(rc, names)),
                        "ctx")))
        .isEqualTo("OK [[b]]");
    assertThat(
            heard(
                answer ->
                    zk.getChildren(
                        "/a",
                        false,
                        (int rc, String path, Object ctx, List<String> names, Stat stat) ->
                            answer.complete(said(rc, names, stat.getNumChildren())),
                        "ctx")))
        .isEqualTo("OK [[b], 1]");
  }

  @Test
  void get_acl_and_set_acl_tell_list_and_stat() throws Exception {
    create("/a");
    assertThat(
            heard(
                answer ->
                    zk.setACL(
                        "/a",
                        Ids.READ_ACL_UNSAFE,
                        0,
                        (rc, path, ctx, stat) -> answer.complete(said(rc, stat.getAversion())),
                        "ctx")))
        .isEqualTo("OK [1]");
    assertThat(
            heard(
                answer ->
                    zk.getACL(
                        "/a",
                        null,
                        (rc, path, ctx, acl, stat) ->
                            answer.complete(said(rc, acl.size(), acl.get(0).getPerms())),
                        "ctx")))
        .isEqualTo("OK [1, 1]");
  }

  @Test
  void counts_and_ephemerals_are_told() throws Exception {
    create("/a");
    zk.create("/a/e", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    AllChildrenNumberCallback[] count = new AllChildrenNumberCallback[1];
    assertThat(
            heard(
                answer -> {
                  count[0] = (rc, path, ctx, number) -> answer.complete(said(rc, number));
                  zk.getAllChildrenNumber("/a", count[0], "ctx");
                }))
        .isEqualTo("OK [1]");
    EphemeralsCallback[] list = new EphemeralsCallback[1];
    assertThat(
            heard(
                answer -> {
                  list[0] = (rc, ctx, paths) -> answer.complete(said(rc, paths.size()));
                  zk.getEphemerals(list[0], "ctx");
                }))
        .isEqualTo("OK [1]");
  }

  @Test
  void the_configuration_is_told() throws Exception {
    int length = zk.getConfig(false, null).length; // None where a server stands alone.
    assertThat(
            heard(
                answer ->
                    zk.getConfig(
                        false,
                        (rc, path, ctx, data, stat) -> answer.complete(said(rc, path, data.length)),
                        "ctx")))
        .isEqualTo("OK [/zookeeper/config, " + length + "]");
  }

  @Test
  void multi_tells_a_result_for_each_operation() throws Exception {
    assertThat(
            heard(
                answer ->
                    zk.multi(
                        List.of(
                            Op.create("/m", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                            Op.setData("/m", null, 0)),
                        (rc, path, ctx, results) -> answer.complete(said(rc, results.size())),
                        "ctx")))
        .isEqualTo("OK [2]");
  }

  @Test
  void adding_and_removing_a_watch_tell_a_code() throws Exception {
    EventLog events = new EventLog();
    assertThat(
            heard(
                answer -> zk.addWatch("/w", events, AddWatchMode.PERSISTENT, code(answer), "ctx")))
        .isEqualTo("OK [/w, ctx]");
    assertThat(
            heard(
                answer ->
                    zk.removeWatches("/w", events, WatcherType.Any, false, code(answer), "ctx")))
        .isEqualTo("OK [/w, ctx]");
    assertThat(
            heard(answer -> zk.removeAllWatches("/w", WatcherType.Any, false, code(answer), "ctx")))
        .isEqualTo("NOWATCHER [/w, ctx]");
  }

  @Test
  void callbacks_come_in_the_order_of_the_calls() throws Exception {
    int calls = 500;
    List<Integer> order = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(2 * calls);
    create("/o");
    for (int i = 0; i < calls; i++) {
      int number = i;
      zk.setData("/o", new byte[i], -1, (rc, path, ctx, stat) -> done.countDown(), null);
      zk.getData(
          "/o",
          false,
          (rc, path, ctx, data, stat) -> {
            // The read sees this session's write before it, and no other.
            order.add(data.length == number && stat.getVersion() == number + 1 ? number : -1);
            done.countDown();
          },
          null);
    }

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(order).hasSize(calls).doesNotContain(-1).isSorted();
  }
}
