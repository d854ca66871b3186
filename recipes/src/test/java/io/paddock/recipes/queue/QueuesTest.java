package io.paddock.recipes.queue;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class QueuesTest {
  private static final String PATH = "/queue";

  private final Stage stage;
  private final Client client;

  protected QueuesTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static Data data(Object text) {
    return Data.of(text.toString());
  }

  @Test
  void the_least_priority_comes_first_and_then_the_oldest() {
    Queue queue = Queue.at(client, PATH);
    assertThat(queue.poll()).isEmpty();
    queue.put(data("b"));
    queue.put(data("c"));
    queue.put(data("a"), 5);
    assertThat(queue.size()).isEqualTo(3);
    assertThat(client.children(PATH)).contains("entry-005-0000000002");

    assertThat(queue.poll()).contains(data("a"));
    assertThat(queue.take(null)).contains(data("b"));
    assertThat(queue.poll()).contains(data("c"));
    assertThat(queue.poll()).isEmpty();
    assertThatThrownBy(() -> queue.put(data("x"), 1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.put(data("x"), -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void each_entry_is_taken_once_and_one_watch_serves_all_who_wait() {
    List<CompletableFuture<Data>> takers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Client other = stage.connect();
      takers.add(stage.aside(() -> Queue.at(other, PATH).take(null).orElseThrow()));
      int expected = i + 1;
      eventually(() -> stage.watches() == expected);
    }
    // One watches the entries, each of the others the one before it in the line.
    for (int i = 0; i < 5; i++) {
      Queue.at(client, PATH).put(data(i));
    }

    List<String> taken = new CopyOnWriteArrayList<>();
    takers.forEach(each -> taken.add(get(each).asText()));
    assertThat(taken).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    eventually(() -> stage.watches() == 0 && client.children(PATH).isEmpty());
    assertThat(Queue.at(client, PATH).take(Duration.ofMillis(30))).isEmpty();
    eventually(() -> client.children(PATH + "-__takers__").isEmpty());
  }

  @Test
  void a_taker_that_waits_outlives_a_lost_session() {
    Stage.Actor actor = stage.mortal();
    CompletableFuture<Optional<Data>> taker =
        stage.aside(() -> Queue.at(actor.client(), PATH).take(null));
    eventually(() -> stage.watches() == 1);
    actor.loseSession();
    Queue.at(client, PATH).put(data("x"));

    assertThat(get(taker)).contains(data("x"));
  }

  @Test
  void an_entry_that_was_locked_is_nobody_elses_until_it_is_given_back() {
    LockingQueue here = LockingQueue.at(client, PATH);
    LockingQueue there = LockingQueue.at(stage.connect(), PATH);
    here.putAll(List.of(data("a"), data("b")), 100);
    TakenEntry a = here.poll().orElseThrow();
    TakenEntry b = there.poll().orElseThrow();
    assertThat(List.of(a.data(), b.data())).containsExactly(data("a"), data("b"));
    assertThat(there.poll()).isEmpty();
    assertThat(a.isHeld()).isTrue();
    CompletableFuture<TakenEntry> waiting = stage.aside(() -> there.take(null).orElseThrow());
    eventually(() -> stage.watches() == 2);

    assertThat(a.release()).isTrue();

    TakenEntry again = get(waiting);
    assertThat(again.data()).isEqualTo(data("a"));
    assertThat(again.token()).isGreaterThan(a.token());
    assertThat(a.isHeld()).isFalse();
    assertThat(a.consume()).isFalse();
    assertThat(a.release()).isFalse();
    assertThat(again.consume()).isTrue();
    assertThat(b.consume()).isTrue();
    assertThat(here.size()).isZero();
    assertThat(client.children(PATH + "/taken")).isEmpty();
  }

  @Test
  void the_entries_of_who_dies_go_to_others_and_its_work_is_refused() {
    Stage.Actor actor = stage.mortal();
    LockingQueue.at(client, PATH).put(data("a"));
    client.create("/work", null);
    TakenEntry lost = LockingQueue.at(actor.client(), PATH).poll().orElseThrow();
    CompletableFuture<Optional<TakenEntry>> next =
        stage.aside(() -> LockingQueue.at(client, PATH).take(null));
    eventually(() -> stage.watches() > 0);
    actor.loseSession();

    TakenEntry taken = get(next).orElseThrow();
    assertThat(lost.isHeld()).isFalse();
    assertThatThrownBy(
            () ->
                actor
                    .client()
                    .commit(lost.consume(Transaction.EMPTY.set("/work", data("late"), -1))))
        .isInstanceOf(TransactionException.class);
    client.commit(taken.consume(Transaction.EMPTY.set("/work", data("done"), -1)));
    assertThat(client.get("/work").text()).isEqualTo("done");
    assertThat(LockingQueue.at(client, PATH).peekAll()).isEmpty();
  }

  @Test
  void no_entry_is_consumed_twice_or_lost_when_many_take() {
    LockingQueue queue = LockingQueue.at(client, PATH);
    for (int i = 0; i < 40; i++) {
      queue.put(data(i));
    }
    List<String> done = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LockingQueue mine = LockingQueue.at(stage.connect(), PATH);
      all.add(stage.aside(() -> drain(mine, done)));
    }
    assertThat(all).allMatch(Stage::get);
    assertThat(done).hasSize(40).doesNotHaveDuplicates();
  }

  private static boolean drain(LockingQueue queue, List<String> done) {
    for (int n = 0; queue.size() > 0; n++) {
      Optional<TakenEntry> entry = queue.take(Duration.ofMillis(100));
      if (entry.isEmpty()) {
        continue;
      }
      if (n % 3 == 2) {
        entry.get().release();
      } else if (entry.get().consume()) {
        done.add(entry.get().data().asText());
      }
    }
    return true;
  }

  @Test
  void an_entry_of_a_delay_queue_is_taken_when_it_is_due() {
    DelayQueue queue = DelayQueue.at(client, PATH);
    Instant now = Clock.systemUTC().instant();
    queue.put(data("later"), now.plusSeconds(3600));
    queue.put(data("soon"), now.plusMillis(300));
    queue.put(data("now"), now.minusMillis(1));
    assertThat(client.children(PATH))
        .allMatch(name -> name.matches("queue-\\|[0-9A-F]+\\|\\d{10}"));

    assertThat(queue.take(Duration.ZERO)).contains(data("now"));
    Clock stopped = Clock.fixed(now, ZoneOffset.UTC);
    assertThat(DelayQueue.at(client, PATH, stopped).take(Duration.ZERO)).isEmpty();
    assertThat(queue.take(null)).contains(data("soon"));
    assertThat(Clock.systemUTC().instant()).isAfterOrEqualTo(now.plusMillis(300));
    assertThat(queue.take(Duration.ofMillis(50))).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void what_is_no_entry_of_a_delay_queue_is_told() {
    client.ensurePath(PATH);
    client.create(PATH + "/queue-|00000001|", data("x"), CreateOptions.SEQUENTIAL);
    client.create(PATH + "/other", data("x"));

    assertThatThrownBy(() -> DelayQueue.at(client, PATH).take(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("queue-|00000001|");
  }
}
