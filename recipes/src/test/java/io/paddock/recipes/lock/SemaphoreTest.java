package io.paddock.recipes.lock;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class SemaphoreTest {
  private static final String PATH = "/seats";

  private final Stage stage;
  private final Client client;

  protected SemaphoreTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int inLine() {
    return client.exists(PATH + "-__lock__").map(stat -> stat.numChildren()).orElse(0);
  }

  @Test
  void so_many_have_leases_and_the_next_waits() {
    Semaphore here = Semaphore.at(client, PATH, 2, LockOptions.DEFAULT.identifier("me"));
    Semaphore there = Semaphore.at(stage.connect(), PATH, 2);
    Held one = here.acquire();
    Held two = there.acquire();
    assertThat(here.holders()).containsExactlyInAnyOrder("me", "");
    assertThat(here.tryAcquire(Duration.ZERO)).isEmpty();
    assertThat(here.tryAcquire(Duration.ofMillis(50))).isEmpty();
    CompletableFuture<Held> three = stage.aside(there::acquire);
    eventually(() -> inLine() == 1);

    one.close();

    assertThat(get(three).isHeld()).isTrue();
    assertThat(get(three).token()).isGreaterThan(two.token());
    assertThat(inLine()).isZero();
  }

  @Test
  void only_the_first_in_line_watches_the_leases() {
    Held all = Semaphore.at(client, PATH, 3).acquire(3);
    List<CompletableFuture<Held>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Client other = stage.connect();
      waiting.add(stage.aside(() -> Semaphore.at(other, PATH, 3).acquire()));
      int expected = i + 1;
      eventually(() -> inLine() == expected && stage.watches() == expected);
    }
    // One looks at the leases, four each at the one before.
    all.close();
    eventually(() -> waiting.stream().filter(CompletableFuture::isDone).count() == 3);
    eventually(() -> stage.watches() == 2);
    waiting.stream().filter(CompletableFuture::isDone).toList().forEach(each -> get(each).close());
    assertThat(waiting).allMatch(each -> get(each).token() > 0);
    eventually(() -> stage.watches() == 0);
  }

  @Test
  void several_leases_are_taken_at_once_or_not_at_all() {
    Semaphore semaphore = Semaphore.at(client, PATH, 3);
    Held two = semaphore.acquire(2);
    assertThat(semaphore.tryAcquire(2, Duration.ofMillis(50))).isEmpty();
    assertThat(client.children(PATH)).hasSize(2);
    two.close();
    assertThat(semaphore.tryAcquire(3, Duration.ZERO)).isPresent();
    assertThatThrownBy(() -> semaphore.acquire(4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Semaphore.at(client, PATH, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everybody_must_give_the_same_number() {
    Semaphore.at(client, PATH, 2).acquire().close();

    assertThat(client.get(PATH).text()).isEqualTo("2");
    assertThatThrownBy(() -> Semaphore.at(client, PATH, 3).acquire())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 leases");
  }

  @Test
  void who_gives_up_leaves_nothing_and_who_is_cancelled_hears_it() {
    Semaphore semaphore = Semaphore.at(client, PATH, 1);
    semaphore.acquire();
    CompletableFuture<Held> first =
        stage.aside(() -> semaphore.tryAcquire(Stage.PATIENCE).orElse(null));
    eventually(() -> inLine() == 1);
    CompletableFuture<Held> second = stage.aside(semaphore::acquire);
    eventually(() -> inLine() == 2);

    semaphore.cancel();

    // The first one of the line looks for leases, the second one for its turn.
    assertThatThrownBy(() -> get(first)).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> get(second)).isInstanceOf(CancellationException.class);
    eventually(() -> inLine() == 0 && stage.watches() == 0);
    assertThat(client.children(PATH)).hasSize(1);
  }

  @Test
  void the_first_in_line_whose_znode_is_deleted_by_hand_stands_in_line_again() {
    Held held = Semaphore.at(client, PATH, 1).acquire();
    Client other = stage.connect();
    CompletableFuture<Held> next = stage.aside(() -> Semaphore.at(other, PATH, 1).acquire());
    eventually(() -> inLine() == 1 && stage.watches() == 1);
    client.delete(PATH + "-__lock__/" + client.children(PATH + "-__lock__").get(0));
    held.close();

    assertThat(get(next).isHeld()).isTrue();
    eventually(() -> inLine() == 0);
  }

  @Test
  void a_lost_session_gives_its_leases_to_others_and_its_guard_holds_no_more() {
    Stage.Actor actor = stage.mortal();
    Held lost = Semaphore.at(actor.client(), PATH, 1).acquire();
    CompletableFuture<Held> next = stage.aside(() -> Semaphore.at(client, PATH, 1).acquire());
    eventually(() -> inLine() == 1);
    actor.loseSession();

    assertThat(get(next).isHeld()).isTrue();
    assertThat(lost.grip()).isEqualTo(Grip.LOST);
    assertThatThrownBy(
            () -> actor.client().commit(lost.guard(Transaction.EMPTY.set(PATH, null, -1))))
        .isInstanceOf(TransactionException.class);
  }

  @Test
  void whatever_is_cut_when_there_are_never_more_than_there_may_be_and_none_stays() {
    AtomicInteger inside = new AtomicInteger();
    List<Stage.Actor> actors = new ArrayList<>();
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Stage.Actor actor = stage.actor(Duration.ofSeconds(6));
      actors.add(actor);
      all.add(stage.aside(() -> rounds(actor.client(), inside)));
    }
    Random random = new Random(11);
    CompletableFuture<Void> done =
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    for (int cut = 0; cut < 60 && !done.isDone(); cut++) {
      actors.get(random.nextInt(actors.size())).link().resetAll();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5 + random.nextInt(20)));
    }

    assertThat(all).allMatch(each -> get(each) <= 2);
    eventually(() -> client.children(PATH).isEmpty() && inLine() == 0);
  }

  private static int rounds(Client of, AtomicInteger inside) {
    int most = 0;
    for (int round = 0; round < 8; round++) {
      Semaphore.at(of, PATH, 2).tryAcquire(Duration.ofMillis(4)).ifPresent(Held::close);
      try (Held held = Semaphore.at(of, PATH, 2).acquire()) {
        most = Math.max(most, inside.incrementAndGet());
        inside.decrementAndGet();
        assertThat(held.token()).isPositive();
      }
    }
    return most;
  }
}
