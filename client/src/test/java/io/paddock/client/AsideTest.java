package io.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsideTest {
  private final EmbeddedServer server = EmbeddedServer.start();
  private final Client client = PaddockClient.connect(server.connectString());
  private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    client.close();
    server.close();
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

    assertThat(events.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(aside.async().get("/a", null).get(20, TimeUnit.SECONDS).text()).isEqualTo("x");
    CountDownLatch told = new CountDownLatch(1);
    aside.addStateListener(state -> told.countDown());
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    blocked.countDown();
    stuck.get(20, TimeUnit.SECONDS);
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

    aside.async().unwatch("/b", forgotten).get(20, TimeUnit.SECONDS);
    aside.async().unwatch("/a", forgotten).get(20, TimeUnit.SECONDS);
    client.create("/a/x", null);
    client.create("/b", null);
    client.set("/a", null);

    assertThat(events.poll(20, TimeUnit.SECONDS)).isNotNull();
    client.async().sync("/").get(20, TimeUnit.SECONDS);
    assertThat(events).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
