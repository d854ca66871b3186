package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.Node;
import io.paddock.client.api.WatchListener;
import io.paddock.client.api.Watching;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Watches of all kinds, over new connections and until they are removed. */
public abstract class WatchSuite extends ServerSuite {
  protected WatchSuite(InetSocketAddress server) {
    super(server);
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void each_kind_of_watch_tells_once_of_what_it_is_for() throws InterruptedException {
    client.exists("/a", events::add);
    client.create("/a", null);
    expect(EventType.NODE_CREATED, "/a");
    client.get("/a", events::add);
    client.set("/a", Data.of("1"));
    client.set("/a", Data.of("2"));
    expect(EventType.NODE_DATA_CHANGED, "/a");
    client.children("/a", events::add);
    client.create("/a/b", null);
    client.create("/a/c", null);
    expect(EventType.NODE_CHILDREN_CHANGED, "/a");
    client.get("/a/b", events::add);
    client.delete("/a/b");
    expect(EventType.NODE_DELETED, "/a/b");
    client.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void watches_stand_again_on_a_new_connection_and_tell_what_was_missed()
      throws InterruptedException {
    for (String each : List.of("/data", "/gone", "/children")) {
      client.create(each, null);
    }
    client.get("/data", events::add);
    client.get("/gone", events::add);
    client.children("/children", events::add);
    client.exists("/new", events::add);
    client.exists("/later", events::add);
    link.cut();
    other.set("/data", null);
    other.delete("/gone");
    other.create("/children/a", null);
    other.create("/new", null);
    link.heal();

    assertThat(List.of(take(events), take(events), take(events), take(events)))
        .containsExactlyInAnyOrder(
            WatchEvent.of(EventType.NODE_DATA_CHANGED, "/data"),
            WatchEvent.of(EventType.NODE_DELETED, "/gone"),
            WatchEvent.of(EventType.NODE_CHILDREN_CHANGED, "/children"),
            WatchEvent.of(EventType.NODE_CREATED, "/new"));
    other.create("/later", null);
    expect(EventType.NODE_CREATED, "/later");
    assertThat(events).isEmpty();
  }

  private static WatchEvent take(BlockingQueue<WatchEvent> events) throws InterruptedException {
    WatchEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  @Test
  void a_persistent_watch_stands_until_it_is_closed() throws InterruptedException {
    client.create("/a", null);
    Watching watching = client.watch("/a", AddWatchMode.PERSISTENT, events::add);
    client.create("/a/b", null);
    expect(EventType.NODE_CHILDREN_CHANGED, "/a");
    link.resetAll();
    client.exists("/a");
    client.set("/a", null);
    expect(EventType.NODE_DATA_CHANGED, "/a");
    client.create("/a/b/c", null);
    client.set("/a", null);
    expect(EventType.NODE_DATA_CHANGED, "/a");
    watching.close();
    client.set("/a", null);
    client.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void a_recursive_watch_stands_in_the_next_session_too() throws InterruptedException {
    client.create("/a", null);
    Watching watching = client.watch("/a", AddWatchMode.PERSISTENT_RECURSIVE, events::add);
    client.create("/a/b", null);
    expect(EventType.NODE_CREATED, "/a/b");
    link.resetAll();
    client.exists("/a");
    client.set("/a/b", null);
    expect(EventType.NODE_DATA_CHANGED, "/a/b");
    long lost = client.sessionId();
    loseSession();
    reconnect(lost);
    client.delete("/a/b");
    expect(EventType.NODE_DELETED, "/a/b");

    watching.close();
    client.create("/a/c", null);
    client.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void watches_can_be_looked_at_and_removed() {
    client.get("/", events::add);
    client.watch("/", AddWatchMode.PERSISTENT_RECURSIVE, events::add);
    assertThat(client.isWatched("/", WatcherType.DATA)).isTrue();
    assertThat(client.isWatched("/", WatcherType.CHILDREN)).isFalse();
    assertThat(client.isWatched("/", WatcherType.PERSISTENT_RECURSIVE)).isTrue();

    client.unwatchAll("/", WatcherType.DATA);
    client.unwatchAll("/", WatcherType.PERSISTENT_RECURSIVE);
    client.unwatchAll("/", WatcherType.CHILDREN);
    assertThat(client.isWatched("/", WatcherType.DATA)).isFalse();
    client.set("/", Data.of("x"));
    client.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void a_listener_that_is_forgotten_is_not_called_and_leaves_no_watch() throws Exception {
    client.create("/a", null);
    WatchListener forgotten = events::add;
    WatchListener kept = events::add;
    Client aside = client.aside();
    aside.get("/a", forgotten);
    aside.exists("/b", forgotten);
    aside.children("/a", forgotten);
    client.get("/a", kept);

    aside.async().unwatch("/b", forgotten).get(30, TimeUnit.SECONDS);
    aside.async().unwatch("/a", forgotten).get(30, TimeUnit.SECONDS);
    client.create("/a/x", null);
    client.create("/b", null);
    client.set("/a", null);

    expect(EventType.NODE_DATA_CHANGED, "/a");
    client.async().sync("/").get(30, TimeUnit.SECONDS);
    assertThat(events).isEmpty();
  }

  @Test
  void a_watch_whose_answer_came_too_late_is_given_back() {
    Client patient = overLink(PATIENCE);
    patient.create("/a", null);
    Client hasty = patient.within(Duration.ofMillis(50));
    link.partition();
    Stream.<Runnable>of(
            () -> hasty.get("/a", events::add),
            () -> hasty.exists("/none", events::add),
            () -> hasty.children("/a", events::add),
            () -> hasty.watch("/a", AddWatchMode.PERSISTENT, events::add))
        .forEach(each -> assertThatThrownBy(each::run).isInstanceOf(DeadlineException.class));
    link.heal();
    patient.sync("/");

    assertThat(patient.isWatched("/a", WatcherType.DATA)).isFalse();
    assertThat(patient.isWatched("/none", WatcherType.DATA)).isFalse();
    assertThat(patient.isWatched("/a", WatcherType.CHILDREN)).isFalse();
    assertThat(patient.isWatched("/a", WatcherType.PERSISTENT)).isFalse();
  }

  @Test
  void a_watch_that_somebody_else_wants_is_not_given_back() throws InterruptedException {
    Client patient = overLink(PATIENCE);
    patient.create("/a", null);
    patient.get("/a", events::add);
    link.partition();
    Client hasty = patient.within(Duration.ofMillis(50));
    assertThatThrownBy(() -> hasty.exists("/a", event -> events.add(event)))
        .isInstanceOf(DeadlineException.class);
    link.heal();
    patient.sync("/");
    other.set("/a", Data.of("x"));

    expect(EventType.NODE_DATA_CHANGED, "/a");
    patient.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void who_is_forgotten_before_the_answer_has_come_leaves_no_watch() {
    Client patient = overLink(PATIENCE);
    patient.create("/a", null);
    WatchListener forgotten = events::add;
    link.partition();
    CompletableFuture<Node> read = patient.async().get("/a", forgotten);
    patient.unwatch("/a", forgotten);
    link.heal();

    assertThat(read).succeedsWithin(PATIENCE);
    patient.sync("/");
    assertThat(patient.isWatched("/a", WatcherType.DATA)).isFalse();
    patient.set("/a", Data.of("x"));
    patient.sync("/");
    assertThat(events).isEmpty();
  }

  @Test
  void a_listener_may_block_and_use_the_client() throws InterruptedException {
    client.create("/a", null);
    BlockingQueue<String> read = new LinkedBlockingQueue<>();
    client.get("/a", event -> read.add(client.get("/a").text()));

    client.set("/a", Data.of("x"));

    assertThat(read.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("x");
  }

  @Test
  void a_listener_that_blocks_holds_up_nobody_aside() throws Exception {
    client.create("/a", null);
    CountDownLatch blocked = new CountDownLatch(1);
    client.get("/a", event -> await(blocked));
    Client aside = client.aside();
    aside.get("/a", events::add);
    CompletableFuture<Void> stuck =
        CompletableFuture.runAsync(() -> await(blocked), client.callbacks());

    client.set("/a", Data.of("x"));

    expect(EventType.NODE_DATA_CHANGED, "/a");
    assertThat(aside.async().get("/a", null).get(30, TimeUnit.SECONDS).text()).isEqualTo("x");
    CountDownLatch told = new CountDownLatch(1);
    aside.addStateListener(state -> told.countDown());
    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    blocked.countDown();
    stuck.get(30, TimeUnit.SECONDS);
  }
}
