package io.paddock.recipes.lock;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.ChildList;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.InterruptedOperationException;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class LockTest {
  private static final String PATH = "/locks/a";

  private final Stage stage;
  private final Client client;

  protected LockTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int inLine() {
    return client.exists(PATH).map(stat -> stat.numChildren()).orElse(0);
  }

  @Test
  void one_holds_it_and_the_next_gets_it_when_it_is_given_back() {
    Hold mine = Lock.at(client, PATH).acquire();
    Client other = stage.connect();
    assertThat(Lock.at(other, PATH).tryAcquire(Duration.ZERO)).isEmpty();
    assertThat(Lock.at(other, PATH).tryAcquire(Duration.ofMillis(50))).isEmpty();
    CompletableFuture<Hold> theirs = stage.aside(() -> Lock.at(other, PATH).acquire());
    eventually(() -> inLine() == 2);
    assertThat(theirs).isNotDone();

    mine.close();

    assertThat(get(theirs).isHeld()).isTrue();
    assertThat(get(theirs).token()).isGreaterThan(mine.token());
    assertThat(mine.grip()).isEqualTo(Grip.RELEASED);
    get(theirs).close();
    assertThat(Lock.at(client, PATH).tryAcquire(Duration.ZERO)).isPresent();
  }

  @Test
  void who_gives_up_is_out_of_the_line_before_anything_that_its_client_does_next() {
    Client other = stage.connect();
    Hold mine = Lock.at(client, PATH).acquire();
    Lock lock = Lock.at(other, PATH);
    CompletableFuture<List<String>> next =
        lock.acquireAsync()
            .thenApply(hold -> List.of(hold.name()))
            .exceptionallyCompose(
                failure -> other.async().children(PATH, null).thenApply(ChildList::names));
    eventually(() -> stage.watches() == 1);

    lock.cancel();

    assertThat(get(next)).containsExactly(mine.name());
  }

  @Test
  void those_who_wait_get_it_in_the_order_in_which_they_came_and_each_watches_one() {
    int count = 12;
    Hold first = Lock.at(client, PATH).acquire();
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Hold>> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Client other = stage.connect();
      waiting.add(
          Lock.at(other, PATH).acquireAsync().whenComplete((hold, failure) -> order.add(number)));
      int expected = i + 2;
      eventually(() -> inLine() == expected && stage.watches() == expected - 1);
    }
    int watches = stage.watches();

    first.close();
    for (int i = 0; i < count; i++) {
      Hold hold = get(waiting.get(i));
      int left = count - i - 1;
      eventually(() -> stage.watches() == left);
      assertThat(order).hasSize(i + 1);
      hold.close();
    }

    assertThat(watches).isEqualTo(count);
    assertThat(order).isSorted();
    assertThat(inLine()).isZero();
  }

  @Test
  void nobody_is_inside_twice_and_tokens_only_grow() {
    AtomicInteger inside = new AtomicInteger();
    List<Long> tokens = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Lock lock = Lock.at(i < 4 ? client : stage.connect(), PATH);
      all.add(
          stage.aside(
              () -> {
                boolean alone = true;
                for (int round = 0; round < 20; round++) {
                  try (Hold hold = lock.acquire()) {
                    alone &= inside.incrementAndGet() == 1;
                    tokens.add(hold.token());
                    inside.decrementAndGet();
                  }
                }
                return alone;
              }));
    }
    assertThat(all).allMatch(Stage::get);
    assertThat(tokens).hasSize(160).isSorted().doesNotHaveDuplicates();
    assertThat(inLine()).isZero();
    eventually(() -> stage.watches() == 0);
  }

  @Test
  void who_gives_up_leaves_no_znode_and_no_watch() {
    Hold mine = Lock.at(client, PATH).acquire();
    Lock lock = Lock.at(stage.connect(), PATH);

    assertThat(lock.tryAcquire(Duration.ofMillis(50))).isEmpty();
    eventually(() -> inLine() == 1 && stage.watches() == 0);

    CompletableFuture<Hold> cancelled = lock.acquireAsync();
    eventually(() -> stage.watches() == 1);
    cancelled.cancel(true);
    eventually(() -> inLine() == 1 && stage.watches() == 0);

    CompletableFuture<Hold> ended = stage.aside(lock::acquire);
    eventually(() -> stage.watches() == 1);
    lock.cancel();
    assertThatThrownBy(() -> get(ended)).isInstanceOf(CancellationException.class);
    eventually(() -> inLine() == 1 && stage.watches() == 0);
    assertThat(mine.isHeld()).isTrue();
  }

  @Test
  void a_thread_that_is_interrupted_leaves_the_line() {
    Hold mine = Lock.at(client, PATH).acquire();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              try {
                Lock.at(client, PATH).acquire();
              } catch (InterruptedOperationException e) {
                flag.complete(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    eventually(() -> inLine() == 2);
    thread.interrupt();

    assertThat(get(flag)).isTrue();
    eventually(() -> inLine() == 1);
    assertThat(mine.isHeld()).isTrue();
  }

  @Test
  void a_listener_that_blocks_does_not_keep_the_lock_from_being_handed_on() {
    Hold mine = Lock.at(client, PATH).acquire();
    CompletableFuture<Boolean> got = new CompletableFuture<>();
    client.create("/x", null);
    Client other = stage.connect();
    other.exists("/x", event -> got.complete(Lock.at(other, PATH).acquire().isHeld()));
    client.delete("/x");
    eventually(() -> inLine() == 2);

    mine.close();

    assertThat(get(got)).isTrue();
  }

  @Test
  void contenders_are_listed_in_their_order() {
    try (Hold hold = Lock.at(client, PATH, LockOptions.DEFAULT.identifier("one")).acquire()) {
      CompletableFuture<Hold> next =
          Lock.at(client, PATH, LockOptions.DEFAULT.identifier("two")).acquireAsync();
      eventually(() -> inLine() == 2);

      assertThat(Lock.at(client, PATH).contenders()).containsExactly("one", "two");
      assertThat(hold.path()).matches(PATH + "/[0-9a-f]{32}__lock__\\d{10}");
      next.cancel(false);
    }
    assertThat(Lock.at(client, "/nowhere").contenders()).isEmpty();
  }

  @Test
  void the_holder_hears_that_somebody_wishes_it_back() {
    Hold hold = Lock.at(client, PATH).acquire();
    hold.onRevocation(hold::close);
    Lock other = Lock.at(stage.connect(), PATH);
    CompletableFuture<Hold> next = other.acquireAsync();
    eventually(() -> inLine() == 2);

    assertThat(other.revoke()).isTrue();

    assertThat(get(next).isHeld()).isTrue();
    get(next).close();
    assertThat(other.revoke()).isFalse();
  }

  @Test
  void a_closed_client_ends_the_wait() {
    Hold mine = Lock.at(client, PATH).acquire();
    Client other = stage.connect();
    CompletableFuture<Hold> waiting = stage.aside(() -> Lock.at(other, PATH).acquire());
    eventually(() -> inLine() == 2);

    other.close();

    assertThatThrownBy(() -> get(waiting)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> Lock.at(other, PATH).acquire()).isInstanceOf(ClosedException.class);
    assertThat(mine.isHeld()).isTrue();
  }
}
