package io.paddock.recipes.election;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.client.api.Client;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class ElectionsTest {
  private static final String PATH = "/election";

  private final Stage stage;
  private final Client client;

  protected ElectionsTest(Stage stage) {
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
  void each_who_runs_leads_once_and_alone() {
    AtomicInteger inside = new AtomicInteger();
    List<Long> tokens = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Election election = Election.at(stage.connect(), PATH, "host-" + i);
      all.add(
          stage.aside(
              () ->
                  election.run(
                      leadership -> {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        assertThat(election.contenders()).hasSizeGreaterThan(0);
                        tokens.add(leadership.token());
                        inside.decrementAndGet();
                      })));
    }

    assertThat(all).allMatch(Stage::get);
    assertThat(tokens).hasSize(6).isSorted();
    assertThat(inLine()).isZero();
  }

  @Test
  void a_candidature_is_cancelled_and_a_task_that_throws_ends_its_leadership() {
    Election first = Election.at(client, PATH, "first");
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Boolean> leader =
        stage.aside(
            () ->
                first.run(
                    leadership -> {
                      done.await();
                      throw new IllegalStateException("as planned");
                    }));
    eventually(() -> inLine() == 1);
    Election second = Election.at(stage.connect(), PATH, "second");
    CompletableFuture<Boolean> waiting = stage.aside(() -> second.run(leadership -> {}));
    eventually(() -> first.contenders().equals(List.of("first", "second")));
    second.cancel();

    assertThat(get(waiting)).isFalse();
    done.countDown();
    assertThatThrownBy(() -> get(leader)).hasMessage("as planned");
    eventually(() -> inLine() == 0);
  }

  @Test
  void a_latch_leads_until_it_is_closed_and_then_the_next_one_does() {
    LeaderLatch one = LeaderLatch.start(client, PATH, "one");
    assertThat(one.await(Stage.PATIENCE)).isTrue();
    LeaderLatch two = LeaderLatch.start(stage.connect(), PATH, "two");
    eventually(() -> one.participants().equals(List.of("one", "two")));
    assertThat(two.await(Duration.ofMillis(50))).isFalse();
    assertThat(one.leader()).contains("one");
    long token = one.token().orElseThrow();
    client.commit(one.guard(Transaction.EMPTY.set(PATH, null, -1)));
    assertThat(client.children(PATH)).allMatch(name -> name.matches("_c_.{36}-latch-\\d{10}"));

    one.close();

    assertThat(two.await(Stage.PATIENCE)).isTrue();
    assertThat(two.token().orElseThrow()).isGreaterThan(token);
    assertThat(one.isLeader()).isFalse();
    assertThat(one.token()).isEmpty();
    assertThatThrownBy(() -> one.guard(Transaction.EMPTY))
        .isInstanceOf(IllegalStateException.class);
    two.close();
    eventually(() -> inLine() == 0 && stage.watches() == 0);
  }

  @Test
  void a_latch_that_loses_its_session_says_so_first_and_stands_again() throws Exception {
    Stage.Actor actor = stage.mortal();
    LeaderLatch first = LeaderLatch.start(actor.client(), PATH, "first");
    BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
    first.addListener(heard::add);
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isTrue();
    LeaderLatch second = LeaderLatch.start(client, PATH, "second");
    CompletableFuture<Boolean> both = new CompletableFuture<>();
    second.addListener(leads -> both.complete(first.isLeader()));
    eventually(() -> inLine() == 2);

    actor.loseSession();

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isFalse();
    assertThat(get(both)).isFalse();
    eventually(() -> second.participants().equals(List.of("second", "first")));
    second.close();
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isTrue();
    first.close();
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void a_latch_whose_connection_comes_back_leads_on() throws Exception {
    Stage.Actor actor = stage.actor(Duration.ofSeconds(6));
    LeaderLatch latch = LeaderLatch.start(actor.client(), PATH, "x");
    assertThat(latch.await(null)).isTrue();
    long token = latch.token().orElseThrow();
    BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();
    latch.addListener(heard::add);
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isTrue();
    actor.link().resetAll();

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isFalse();
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isTrue();
    assertThat(latch.token()).contains(token);
  }

  @Test
  void a_selector_leads_again_and_again_and_is_interrupted_when_in_doubt() throws Exception {
    Stage.Actor actor = stage.mortal();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    LeaderSelector first =
        LeaderSelector.start(
            actor.client(), PATH, "first", leadership -> serve(leadership, "first", heard));
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
    LeaderSelector second =
        LeaderSelector.start(
            client, PATH, "second", leadership -> serve(leadership, "second", heard));
    eventually(() -> second.participants().equals(List.of("first", "second")));
    assertThat(first.isLeader()).isTrue();

    long session = actor.client().sessionId();
    actor.link().cut();

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("first is interrupted");
    actor.endSession();
    actor.awaitNext(session);
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
    eventually(() -> second.participants().equals(List.of("second", "first")));
    second.interruptLeadership();
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("second is interrupted");
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("first");
    second.close();
    first.close();
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("first is interrupted");
    eventually(() -> inLine() == 0);
  }

  private static void serve(Hold leadership, String name, BlockingQueue<String> heard)
      throws InterruptedException {
    heard.add(name);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      heard.add(name + " is interrupted");
      throw e;
    } finally {
      assertThat(leadership.token()).isPositive();
    }
  }

  @Test
  void a_selector_that_is_to_lead_once_stands_no_more() throws Exception {
    CountDownLatch led = new CountDownLatch(1);
    LeaderSelector.startOnce(client, PATH, "x", leadership -> led.countDown());

    assertThat(led.await(30, TimeUnit.SECONDS)).isTrue();
    eventually(() -> inLine() == 0);
  }

  @Test
  void a_guarded_write_of_a_leader_of_before_is_refused() {
    CompletableFuture<Transaction> guarded = new CompletableFuture<>();
    LeaderSelector selector =
        LeaderSelector.start(
            client,
            PATH,
            "x",
            leadership ->
                guarded.complete(leadership.guard(Transaction.EMPTY.set(PATH, null, -1))));
    get(guarded);
    selector.close();
    eventually(() -> inLine() == 0);

    assertThatThrownBy(() -> client.commit(get(guarded))).isInstanceOf(TransactionException.class);
  }
}
