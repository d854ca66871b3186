package io.paddock.discovery.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.Client;
import io.paddock.discovery.register.AddressTakenException;
import io.paddock.testkit.embedded.EmbeddedServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusBoardTest {
  private final EmbeddedServer server = EmbeddedServer.start();
  private final Client client = PaddockClient.connect(server.connectString());
  private final Client other = PaddockClient.connect(server.connectString());
  private final StatusBoard board = new StatusBoard(client, "/ops/board");
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void sync() {
    other.sync("/ops/board");
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    server.close();
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(60, TimeUnit.SECONDS));
  }

  private BoardMonitor monitor() {
    BoardMonitor monitor = new StatusBoard(other, "/ops/board").monitor();
    monitor.onChange(
        (before, now) ->
            told.add(
                now.host()
                    + (now.present() ? " is there " : " is gone ")
                    + new TreeMap<>(now.status())
                    + (before == null ? " new" : " after " + new TreeMap<>(before.status()))));
    return monitor;
  }

  @Test
  void each_change_of_each_host_is_told_once_with_what_was_before() throws Exception {
    StatusBoard.Publication one = board.publish("one", Map.of("load", 1));
    BoardMonitor monitor = monitor();
    assertThat(next()).isEqualTo("one is there {load=1} new");

    StatusBoard.Publication two = board.publish("two", Map.of("load", 5));
    assertThat(next()).isEqualTo("two is there {load=5} new");
    for (int load = 2; load <= 20; load++) {
      one.set(Map.of("load", load));
      assertThat(next())
          .isEqualTo("one is there {load=" + load + "} after {load=" + (load - 1) + "}");
    }
    assertThat(one.status()).isEqualTo(Map.of("load", 20));

    two.close();
    assertThat(next()).isEqualTo("two is gone {load=5} after {load=5}");
    assertThat(monitor.hosts()).containsOnlyKeys("one", "two");
    monitor.forget("one");
    monitor.forget("two");
    assertThat(monitor.hosts()).containsOnlyKeys("one");

    StatusBoard.Publication unused = board.publish("two", Map.of("load", 6));
    assertThat(next()).isEqualTo("two is there {load=6} new");
    monitor.close();
    one.close();
    assertThat(told).isEmpty();
  }

  @Test
  void one_host_has_one_publication_and_a_name_without_a_slash() {
    StatusBoard.Publication unused = board.publish("one", Map.of());

    assertThatThrownBy(() -> new StatusBoard(other, "/ops/board").publish("one", Map.of()))
        .isInstanceOf(AddressTakenException.class);
    assertThatThrownBy(() -> board.publish("a/b", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_listener_that_fails_hinders_no_other() throws Exception {
    StatusBoard.Publication one = board.publish("one", Map.of("load", 1));
    BoardMonitor monitor = new StatusBoard(other, "/ops/board").monitor();
    monitor.onChange(
        (before, now) -> {
          throw new IllegalStateException("by design");
        });
    monitor.onChange((before, now) -> told.add("" + now.status()));
    one.set(Map.of("load", 2));

    assertThat(List.of(next(), next())).containsExactly("{load=1}", "{load=2}");
  }
}
