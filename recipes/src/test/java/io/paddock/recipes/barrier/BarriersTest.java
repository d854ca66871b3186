package io.paddock.recipes.barrier;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class BarriersTest {
  private static final String PATH = "/barrier";

  private final Stage stage;
  private final Client client;

  protected BarriersTest(Stage stage) {
    this.stage = stage;
    this.client = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int children() {
    return client.exists(PATH).map(stat -> stat.numChildren()).orElse(0);
  }

  /** In its session of now. */
  private boolean isThere(Stage.Actor actor) {
    return client.childrenWithData(PATH).values().stream()
        .anyMatch(each -> each.stat().ephemeralOwner() == actor.client().sessionId());
  }

  @Test
  void everybody_waits_until_the_barrier_is_taken_away() {
    Barrier barrier = Barrier.at(client, PATH);
    assertThat(barrier.await(Duration.ZERO)).isTrue();
    barrier.create();
    barrier.create();
    assertThat(barrier.await(Duration.ofMillis(50))).isFalse();
    eventually(() -> stage.watches() == 0);
    Client other = stage.connect();
    CompletableFuture<Boolean> waiting = stage.aside(() -> Barrier.at(other, PATH).await(null));
    eventually(() -> stage.watches() == 1);

    assertThat(barrier.remove()).isTrue();

    assertThat(get(waiting)).isTrue();
    assertThat(barrier.remove()).isFalse();
  }

  @Test
  void a_wait_outlives_drops_and_lost_sessions() {
    Barrier.at(client, PATH).create();
    Stage.Actor actor = stage.mortal();
    CompletableFuture<Boolean> waiting =
        stage.aside(() -> Barrier.at(actor.client(), PATH).await(null));
    eventually(() -> stage.watches() == 1);
    actor.link().resetAll();
    actor.loseSession();
    assertThat(waiting).isNotDone();
    actor.link().partition();
    Barrier.at(client, PATH).remove();
    actor.link().heal();

    assertThat(get(waiting)).isTrue();
  }

  @Test
  void all_enter_together_and_leave_together_with_one_watch_each() {
    int count = 5;
    AtomicInteger entered = new AtomicInteger();
    AtomicInteger left = new AtomicInteger();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DoubleBarrier barrier = DoubleBarrier.at(stage.connect(), PATH, count, "host-" + i);
      if (i == count - 1) {
        eventually(() -> stage.watches() == count - 1);
        assertThat(entered).hasValue(0);
      }
      all.add(
          stage.aside(
              () -> {
                barrier.enter();
                entered.incrementAndGet();
                eventually(() -> entered.get() == count);
                left.incrementAndGet();
                barrier.leave();
                return left.get() == count;
              }));
    }
    assertThat(all).allMatch(Stage::get);
    eventually(() -> client.children(PATH).isEmpty() && stage.watches() == 0);
  }

  @Test
  void who_gives_up_has_not_entered_and_who_leaves_in_vain_has_left() {
    DoubleBarrier one = DoubleBarrier.at(client, PATH, 2, "one");
    DoubleBarrier two = DoubleBarrier.at(stage.connect(), PATH, 2, "two");
    assertThat(one.enter(Duration.ofMillis(50))).isFalse();
    eventually(() -> children() == 0);
    CompletableFuture<Boolean> entering = stage.aside(() -> one.enter(null));
    assertThat(two.enter(null)).isTrue();
    assertThat(get(entering)).isTrue();

    assertThat(one.leave(Duration.ofMillis(50))).isFalse();
    assertThat(two.leave(null)).isTrue();
    eventually(() -> client.children(PATH).isEmpty());
    assertThatThrownBy(() -> DoubleBarrier.at(client, PATH, 0, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void who_loses_its_session_while_it_enters_is_counted_again() {
    Stage.Actor actor = stage.mortal();
    CompletableFuture<Boolean> entering =
        stage.aside(() -> DoubleBarrier.at(actor.client(), PATH, 2, "one").enter(null));
    eventually(() -> stage.watches() == 1 && children() == 1);
    actor.loseSession();
    eventually(() -> isThere(actor));
    client.create(PATH + "/" + "somebody", null, CreateOptions.EPHEMERAL);
    client.create(PATH + "/ready", null);

    assertThat(get(entering)).isTrue();
  }

  @Test
  void who_enters_is_counted_after_the_server_has_forgotten_its_first_session() {
    Stage.Actor actor = stage.shortLived();
    CompletableFuture<Boolean> entering =
        stage.aside(() -> DoubleBarrier.at(actor.client(), PATH, 2, "one").enter(null));
    eventually(() -> client.children(PATH).size() == 1);
    Runnable end = stage.outliveSession(actor);
    eventually(() -> isThere(actor));
    end.run();

    assertThat(DoubleBarrier.at(client, PATH, 2, "two").enter(Stage.PATIENCE)).isTrue();
    assertThat(get(entering)).isTrue();
  }

  @Test
  void what_those_have_left_who_died_before_they_could_leave_opens_nothing() {
    client.ensurePath(PATH);
    client.create(PATH + "/ready", null);
    DoubleBarrier one = DoubleBarrier.at(client, PATH, 2, "one");
    CompletableFuture<Boolean> entering = stage.aside(() -> one.enter(Stage.PATIENCE));

    eventually(() -> children() == 1 && client.exists(PATH + "/ready").isEmpty());
    assertThat(entering).isNotDone();
    assertThat(DoubleBarrier.at(stage.connect(), PATH, 2, "two").enter(Stage.PATIENCE)).isTrue();
    assertThat(get(entering)).isTrue();
  }

  @Test
  void who_leaves_before_members_of_others_shuts_the_barrier_for_them() {
    DoubleBarrier one = DoubleBarrier.at(client, PATH, 3, "one");
    // The first of all names; with an 8 where ours have one, as a UUID with dashes may.
    String curators = PATH + "/00000000-0008-4000-8000-000000000000";
    String kazoos = PATH + "/00000000000040008000000000000000";
    client.create(curators, null, CreateOptions.EPHEMERAL.makingParents());
    client.create(kazoos, null, CreateOptions.EPHEMERAL);
    assertThat(one.enter(Stage.PATIENCE)).isTrue();

    CompletableFuture<Boolean> leaving = stage.aside(() -> one.leave(Stage.PATIENCE));

    eventually(() -> client.exists(PATH + "/ready").isEmpty());
    assertThat(leaving).isNotDone();
    client.delete(curators);
    client.delete(kazoos);
    assertThat(get(leaving)).isTrue();
  }

  @Test
  void who_leaves_early_does_not_shut_the_barrier_for_who_has_not_seen_it_open() {
    DoubleBarrier one = DoubleBarrier.at(client, PATH, 2, "one");
    Stage.Actor actor = stage.actor(Duration.ofSeconds(30));
    CompletableFuture<Boolean> late =
        stage.aside(() -> DoubleBarrier.at(actor.client(), PATH, 2, "late").enter(null));
    eventually(() -> client.children(PATH).size() == 1);
    actor.link().partition();
    assertThat(one.enter(null)).isTrue();
    assertThat(one.leave(Duration.ofMillis(50))).isFalse();
    actor.link().heal();

    assertThat(get(late)).isTrue();
  }
}
