package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Node;
import io.paddock.client.cache.DataWatch;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatchEvent;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The data of a znode as it is followed. */
public abstract class DataWatchSuite extends FollowSuite {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  protected DataWatchSuite(InetSocketAddress server) {
    super(server);
  }

  private boolean hear(Optional<Node> node, @Nullable WatchEvent event) {
    heard.add(node.map(Node::text).orElse("missing"));
    return true;
  }

  private void expect(String text) throws InterruptedException {
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(text);
  }

  @Test
  void the_first_call_tells_what_is_there_and_then_comes_one_for_each_change() throws Exception {
    other.set("/t", Data.of("1"));
    DataWatch watch = DataWatch.start(client, "/t", this::hear);
    expect("1");
    other.set("/t", Data.of("2"));
    expect("2");
    other.set("/t", Data.of("2"));
    expect("2");

    watch.close();
    other.set("/t", Data.of("3"));
    client.sync("/t");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_missing_znode_is_told_and_so_are_its_coming_and_going() throws Exception {
    DataWatch.start(client, "/t/a", this::hear);
    expect("missing");
    other.create("/t/a", Data.of("1"));
    expect("1");
    other.delete("/t/a");
    expect("missing");
    other.create("/t/a", Data.of("2"));
    expect("2");
  }

  @Test
  void the_event_says_what_led_to_the_call() throws Exception {
    BlockingQueue<Optional<EventType>> types = new LinkedBlockingQueue<>();
    DataWatch.start(
        client, "/t", (node, event) -> types.add(Optional.ofNullable(event).map(WatchEvent::type)));
    assertThat(types.poll(30, TimeUnit.SECONDS)).isEmpty();
    other.set("/t", Data.of("1"));

    assertThat(types.poll(30, TimeUnit.SECONDS)).contains(EventType.NODE_DATA_CHANGED);
  }

  @Test
  void a_listener_that_says_no_hears_nothing_more() throws Exception {
    DataWatch watch =
        DataWatch.start(
            client,
            "/t",
            (node, event) -> {
              hear(node, event);
              return false;
            });
    expect("");
    Await.until("it has ended", watch::isClosed);
    other.set("/t", Data.of("1"));
    client.sync("/t");

    assertThat(client.get("/t").text()).isEqualTo("1");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_listener_that_fails_is_called_again() throws Exception {
    DataWatch.start(
        client,
        "/t",
        (node, event) -> {
          hear(node, event);
          throw new IllegalStateException("planted");
        });
    expect("");
    other.set("/t", Data.of("1"));
    expect("1");
  }

  @Test
  void what_changed_while_the_connection_was_lost_is_told_once() throws Exception {
    DataWatch.start(client, "/t", this::hear);
    expect("");
    link.cut();
    other.set("/t", Data.of("1"));
    other.set("/t", Data.of("2"));
    link.heal();

    expect("2");
    other.set("/t", Data.of("3"));
    expect("3");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_new_session_goes_on_and_tells_nothing_if_nothing_has_changed() throws Exception {
    DataWatch.start(client, "/t", this::hear);
    expect("");
    takeAnotherSession();
    client.exists("/t");

    other.set("/t", Data.of("1"));
    expect("1");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_change_during_the_listeners_call_is_told_after_it() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    DataWatch.start(
        client,
        "/t",
        (node, event) -> {
          hear(node, event);
          try {
            return go.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        });
    expect("");
    other.set("/t", Data.of("1"));
    other.set("/t", Data.of("2"));
    client.sync("/t");
    assertThat(heard).isEmpty();
    go.countDown();

    expect("2");
  }
}
