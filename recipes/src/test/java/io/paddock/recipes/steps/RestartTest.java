package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import io.paddock.recipes.counter.Counter;
import io.paddock.recipes.counter.SharedValue;
import io.paddock.recipes.election.LeaderLatch;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.party.Party;
import io.paddock.recipes.queue.Queue;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who waits, holds, follows or is there outlives a server that is stopped and started again. */
@ExtendWith(OwnStage.class)
public class RestartTest {
  private static final String PATH = "/a/b";

  private final Stage stage;
  private final Client one;
  private final Client two;

  protected RestartTest(Stage stage) {
    this.stage = stage;
    this.one = stage.connect();
    this.two = stage.connect();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int children(String path) {
    return one.exists(path).map(stat -> stat.numChildren()).orElse(0);
  }

  @Test
  void who_waits_is_woken_by_what_happens_while_it_is_stopped_or_afterwards() {
    Hold hold = Lock.at(one, PATH).acquire();
    CompletableFuture<Hold> next = Lock.at(two, PATH).acquireAsync();
    Barrier.at(one, "/barrier").create();
    CompletableFuture<Boolean> behind = stage.aside(() -> Barrier.at(two, "/barrier").await(null));
    CompletableFuture<Optional<Data>> taker = stage.aside(() -> Queue.at(two, "/queue").take(null));
    CompletableFuture<Boolean> entering =
        stage.aside(() -> DoubleBarrier.at(two, "/together", 2, "two").enter(null));
    eventually(() -> children(PATH) == 2 && children("/together") == 1 && stage.watches() == 4);

    stage.server().restart();
    eventually(hold::isHeld);
    assertThat(List.of(next, behind, taker, entering)).noneMatch(CompletableFuture::isDone);
    stage.server().stop();
    hold.close();
    stage.server().startAgain();

    assertThat(get(next).isHeld()).isTrue();
    eventually(() -> children(PATH) == 1);
    Barrier.at(one, "/barrier").remove();
    assertThat(get(behind)).isTrue();
    Queue.at(one, "/queue").put(Data.of("x"));
    assertThat(get(taker)).contains(Data.of("x"));
    assertThat(DoubleBarrier.at(one, "/together", 2, "one").enter(null)).isTrue();
    assertThat(get(entering)).isTrue();
  }

  @Test
  void who_leads_follows_or_is_there_goes_on() {
    LeaderLatch leader = LeaderLatch.start(one, PATH, "one");
    assertThat(leader.await(Stage.PATIENCE)).isTrue();
    LeaderLatch second = LeaderLatch.start(two, PATH, "two");
    eventually(() -> children(PATH) == 2);
    Party party = Party.at(one, "/party", "one");
    party.join();
    SharedValue<Integer> here = SharedValue.count(one, "/value", 5);
    SharedValue<Integer> there = SharedValue.count(two, "/value", 6);
    Counter.at(one, "/count").add(3);

    stage.server().restart();

    // What they ask for next comes on the connection to the new one.
    one.sync("/");
    two.sync("/");
    eventually(leader::isLeader);
    assertThat(second.isLeader()).isFalse();
    assertThat(Party.at(two, "/party", "").members()).containsExactly("one");
    here.set(11);
    eventually(() -> there.get().value() == 11);
    assertThat(Counter.at(two, "/count").add(1).after()).isEqualTo(4);
    leader.close();
    assertThat(second.await(Stage.PATIENCE)).isTrue();
    here.close();
    there.close();
    second.close();
    party.close();
  }
}
