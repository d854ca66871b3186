package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.cache.ChildrenWatch;
import io.paddock.client.cache.PatientChildrenWatch;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.WatchEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The names of children as they are followed. */
public abstract class ChildrenWatchSuite extends FollowSuite {
  private final BlockingQueue<List<String>> heard = new LinkedBlockingQueue<>();

  protected ChildrenWatchSuite(InetSocketAddress server) {
    super(server);
  }

  private boolean hear(List<String> names, @Nullable WatchEvent event) {
    return heard.add(names);
  }

  private void expect(String... names) throws InterruptedException {
    assertThat(heard.poll(30, TimeUnit.SECONDS)).containsExactly(names);
  }

  @Test
  void the_first_call_tells_who_is_there_and_then_comes_one_for_each_change() throws Exception {
    other.create("/t/b", null);
    ChildrenWatch.start(client, "/t", this::hear);
    expect("b");
    other.create("/t/a", null);
    expect("a", "b");
    other.set("/t", Data.of("x"));
    other.delete("/t/b");
    expect("a");
    assertThat(heard).isEmpty();
  }

  @Test
  void without_the_znode_it_ends() throws Exception {
    ChildrenWatch missing = ChildrenWatch.start(client, "/t/x", this::hear);
    Await.until("it has ended", missing::isClosed);
    assertThat(heard).isEmpty();

    ChildrenWatch gone = ChildrenWatch.start(client, "/t", this::hear);
    expect();
    other.delete("/t");
    Await.until("it has ended", gone::isClosed);
    assertThat(heard).isEmpty();
  }

  @Test
  void a_patient_one_waits_for_the_znode() throws Exception {
    ChildrenWatch watch = ChildrenWatch.startPatiently(client, "/t/x", this::hear);
    watch.started().get(30, TimeUnit.SECONDS);
    other.create("/t/x", null);
    expect();
    other.create("/t/x/a", null);
    expect("a");
  }

  @Test
  void over_a_lost_session_nothing_is_lost_and_nothing_doubled() throws Exception {
    ChildrenWatch.start(client, "/t", this::hear);
    expect();
    takeAnotherSession();
    client.exists("/t");
    assertThat(heard).isEmpty();
    loseSession();
    other.create("/t/a", null);
    link.heal();

    expect("a");
    assertThat(heard).isEmpty();
  }

  @Test
  void a_listener_that_says_no_hears_nothing_more() throws Exception {
    ChildrenWatch watch =
        ChildrenWatch.start(
            client,
            "/t",
            (names, event) -> {
              hear(names, event);
              return false;
            });
    expect();
    Await.until("it has ended", watch::isClosed);
    other.create("/t/a", null);
    client.sync("/t");

    assertThat(heard).isEmpty();
  }

  @Test
  void a_patient_children_watch_waits_until_nobody_comes_any_more() throws Exception {
    PatientChildrenWatch endless = PatientChildrenWatch.start(client, "/t", Duration.ofDays(1));
    for (int i = 0; i < 4; i++) {
      other.create("/t/" + i, null);
    }
    PatientChildrenWatch watch = PatientChildrenWatch.start(client, "/t", Duration.ofMillis(400));
    PatientChildrenWatch.Settled settled = watch.settled().get(30, TimeUnit.SECONDS);

    assertThat(settled.names()).containsExactly("0", "1", "2", "3");
    assertThat(endless.settled()).isNotDone();
    assertThat(settled.changed()).isNotDone();
    other.delete("/t/0");
    settled.changed().get(30, TimeUnit.SECONDS);
  }

  @Test
  void a_closed_patient_children_watch_cancels_what_it_has_promised() {
    PatientChildrenWatch watch = PatientChildrenWatch.start(client, "/t", Duration.ofDays(1));
    watch.close();

    assertThat(watch.settled()).isCancelled();
  }
}
