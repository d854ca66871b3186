package io.paddock.recipes.lock;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class KindsOfLocksTest {
  private static final String PATH = "/locks/a";

  private final Stage stage;
  private final Client client;
  private final Client other;

  protected KindsOfLocksTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
    this.other = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int inLine() {
    return client.exists(PATH).map(stat -> stat.numChildren()).orElse(0);
  }

  @Test
  void a_thread_takes_a_reentrant_lock_again_and_again() {
    ReentrantLock lock = ReentrantLock.at(client, PATH);
    Held outer = lock.acquire();
    Held inner = lock.tryAcquire(Duration.ZERO).orElseThrow();
    assertThat(inner.token()).isEqualTo(outer.token());
    inner.close();
    inner.close();

    assertThat(outer.isHeld()).isTrue();
    assertThat(inner.grip()).isEqualTo(Grip.RELEASED);
    assertThat(get(stage.aside(() -> lock.tryAcquire(Duration.ZERO)))).isEmpty();
    assertThat(get(stage.aside(lock::isHeldByThisThread))).isFalse();
    assertThatThrownBy(() -> get(stage.aside(() -> closed(outer))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lock.isHeldByThisThread()).isTrue();
    outer.close();
    assertThat(lock.isHeldByThisThread()).isFalse();
    assertThat(inLine()).isZero();
  }

  private static boolean closed(Held held) {
    held.close();
    return true;
  }

  @Test
  void a_reentrant_lock_that_was_lost_is_not_taken_again_before_it_is_let_go() {
    Stage.Actor actor = stage.mortal();
    ReentrantLock lock = ReentrantLock.at(actor.client(), PATH);
    Held held = lock.acquire();
    actor.loseSession();

    assertThatThrownBy(lock::acquire).isInstanceOf(IllegalStateException.class);
    held.close();
    assertThat(lock.acquire().isHeld()).isTrue();
  }

  @Test
  void readers_share_and_a_writer_is_alone() {
    ReadWriteLock here = ReadWriteLock.at(client, PATH);
    ReadWriteLock there = ReadWriteLock.at(other, PATH);
    Hold first = here.read().acquire();
    Hold second = there.read().acquire();
    assertThat(there.write().tryAcquire(Duration.ZERO)).isEmpty();
    eventually(() -> inLine() == 2);
    CompletableFuture<Hold> writer = there.write().acquireAsync();
    eventually(() -> inLine() == 3);

    // Who comes after a writer waits for it, lest writers wait for ever.
    CompletableFuture<Hold> late = here.read().acquireAsync();
    eventually(() -> inLine() == 4 && stage.watches() == 2);
    first.close();
    assertThat(writer).isNotDone();
    second.close();
    assertThat(get(writer).isHeld()).isTrue();
    assertThat(late).isNotDone();
    get(writer).close();
    assertThat(get(late).isHeld()).isTrue();
  }

  @Test
  void a_writer_becomes_a_reader_without_a_gap_unless_another_writer_waits() {
    ReadWriteLock lock = ReadWriteLock.at(client, PATH);
    Hold writer = lock.write().acquire();
    Hold reader = lock.downgrade(writer).orElseThrow();
    assertThat(writer.grip()).isEqualTo(Grip.RELEASED);
    assertThat(reader.isHeld()).isTrue();
    reader.close();

    Hold again = lock.write().acquire();
    CompletableFuture<Hold> waiting = ReadWriteLock.at(other, PATH).write().acquireAsync();
    eventually(() -> inLine() == 2);
    assertThat(lock.downgrade(again)).isEmpty();
    assertThat(again.isHeld()).isTrue();
    assertThat(waiting).isNotDone();
    eventually(() -> inLine() == 2);
  }

  @Test
  void the_names_of_curator_stand_in_their_own_way() {
    LockOptions curator = LockOptions.DEFAULT.likeCurator();
    assertThat(Lock.at(client, PATH, curator).acquire().path())
        .matches(PATH + "/_c_[0-9a-f-]{36}-lock-\\d{10}");
    assertThat(ReadWriteLock.at(client, "/rw", curator).read().acquire().path())
        .matches("/rw/_c_[0-9a-f-]{36}-__READ__\\d{10}");
    assertThat(ReadWriteLock.at(other, "/rw", curator).write().tryAcquire(Duration.ZERO)).isEmpty();
  }

  @Test
  void several_locks_are_all_held_or_none() {
    Lock a = Lock.at(client, "/locks/a");
    Lock b = Lock.at(client, "/locks/b");
    MultiLock both = MultiLock.of(List.of(b, a));
    Hold single = Lock.at(other, "/locks/b").acquire();

    assertThat(both.tryAcquire(Duration.ofMillis(50))).isEmpty();
    eventually(() -> inLine() == 0);
    single.close();
    Held held = both.acquire();
    assertThat(held.isHeld()).isTrue();
    assertThat(Lock.at(other, "/locks/a").tryAcquire(Duration.ZERO)).isEmpty();
    // Until whoever has given up has left, nobody gets it who does not wait.
    eventually(() -> inLine() == 1);
    client.commit(held.guard(Transaction.EMPTY.create("/x", null, CreateOptions.PERSISTENT)));
    held.close();
    assertThatThrownBy(() -> client.commit(held.guard(Transaction.EMPTY.delete("/x", -1))))
        .isInstanceOf(TransactionException.class);
    Optional<Held> again = both.tryAcquire(Duration.ZERO);
    assertThat(again.orElseThrow().token()).isGreaterThan(held.token());
    assertThatThrownBy(() -> MultiLock.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_multi_locks_given_in_different_order_do_not_wait_for_each_other() {
    MultiLock here = MultiLock.of(List.of(Lock.at(client, "/m/a"), Lock.at(client, "/m/b")));
    MultiLock there = MultiLock.of(List.of(Lock.at(other, "/m/b"), Lock.at(other, "/m/a")));
    CompletableFuture<Integer> one = stage.aside(() -> rounds(here));
    CompletableFuture<Integer> two = stage.aside(() -> rounds(there));

    assertThat(get(one) + get(two)).isEqualTo(40);
  }

  private static int rounds(MultiLock lock) {
    int done = 0;
    for (int i = 0; i < 20; i++) {
      try (Held held = lock.acquire()) {
        done += held.isHeld() ? 1 : 0;
      }
    }
    return done;
  }
}
