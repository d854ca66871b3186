package io.paddock.recipes.lock;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.paddock.client.api.Client;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.recipes.stage.OwnStage;
import io.paddock.recipes.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnStage.class)
public class LostConnectionTest {
  private static final String PATH = "/locks/a";

  private final Stage stage;
  private final Client client;

  protected LostConnectionTest(Stage stage) {
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

  /** In its session of now. */
  private boolean isInLine(Stage.Actor actor) {
    return client.childrenWithData(PATH).values().stream()
        .anyMatch(each -> each.stat().ephemeralOwner() == actor.client().sessionId());
  }

  @Test
  void a_holder_that_is_cut_off_doubts_before_another_one_has_the_lock() throws Exception {
    Stage.Actor first = stage.shortLived();
    Hold hold = Lock.at(first.client(), PATH).acquire();
    CompletableFuture<Grip> seen =
        Lock.at(client, PATH).acquireAsync().thenApply(next -> hold.grip());
    eventually(() -> inLine() == 2);
    BlockingQueue<Grip> heard = new LinkedBlockingQueue<>();
    hold.addListener(heard::add);

    first.link().partition();

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Grip.DOUBTFUL);
    assertThat(get(seen)).isNotEqualTo(Grip.HELD);
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Grip.LOST);
    first.link().resetAll();
    first.link().heal();
    first.client().sync("/");
    assertThat(hold.grip()).isEqualTo(Grip.LOST);
    hold.close();
    assertThat(inLine()).isEqualTo(1);
  }

  @Test
  void a_connection_that_comes_back_in_time_costs_nothing() throws Exception {
    Stage.Actor first = stage.actor(Duration.ofSeconds(6));
    Hold hold = Lock.at(first.client(), PATH).acquire();
    BlockingQueue<Grip> heard = new LinkedBlockingQueue<>();
    hold.addListener(heard::add);
    first.link().resetAll();

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Grip.DOUBTFUL);
    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Grip.HELD);
    assertThat(Lock.at(client, PATH).tryAcquire(Duration.ZERO)).isEmpty();
  }

  @Test
  void who_hears_of_its_hold_hears_also_that_somebody_has_deleted_it() throws Exception {
    Hold hold = Lock.at(client, PATH).acquire();
    BlockingQueue<Grip> heard = new LinkedBlockingQueue<>();
    hold.addListener(heard::add);
    eventually(() -> stage.watches() == 1);
    stage.connect().delete(hold.path());

    assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Grip.LOST);
    assertThat(hold.isHeld()).isFalse();
  }

  @Test
  void a_guarded_write_of_who_has_lost_the_lock_is_refused() {
    client.create("/ledger", null);
    Stage.Actor first = stage.mortal();
    Hold lost = Lock.at(first.client(), PATH).acquire();
    first.client().commit(lost.guard(Transaction.EMPTY.set("/ledger", Data.of("mine"), -1)));
    first.loseSession();
    Hold next = Lock.at(client, PATH).acquire();
    client.commit(next.guard(Transaction.EMPTY.set("/ledger", Data.of("theirs"), -1)));

    TransactionException refused =
        catchThrowableOfType(
            TransactionException.class,
            () ->
                first
                    .client()
                    .commit(lost.guard(Transaction.EMPTY.set("/ledger", Data.of("late"), -1))));

    assertThat(refused.error()).isEqualTo(ErrorCode.NO_NODE);
    assertThat(refused.step()).isZero();
    assertThat(client.get("/ledger").text()).isEqualTo("theirs");
    assertThat(next.token()).isGreaterThan(lost.token());
  }

  @Test
  void who_loses_its_session_while_it_waits_stands_in_line_again_at_once() {
    Hold hold = Lock.at(client, PATH).acquire();
    Stage.Actor waiting = stage.mortal();
    CompletableFuture<Hold> next = Lock.at(waiting.client(), PATH).acquireAsync();
    eventually(() -> inLine() == 2);
    waiting.loseSession();

    eventually(() -> isInLine(waiting));
    hold.close();

    assertThat(get(next).isHeld()).isTrue();
  }

  @Test
  void a_session_that_the_server_keeps_for_longer_than_its_client_holds_nothing() {
    Hold hold = Lock.at(client, PATH).acquire();
    Stage.Actor waiting = stage.shortLived();
    CompletableFuture<Hold> next = Lock.at(waiting.client(), PATH).acquireAsync();
    eventually(() -> inLine() == 2);
    Runnable end = stage.outliveSession(waiting);
    eventually(() -> isInLine(waiting));
    hold.close();

    assertThat(get(next).grip()).isNotEqualTo(Grip.LOST);
    end.run();
    eventually(() -> inLine() == 1 && isInLine(waiting));
  }

  @Test
  void whatever_is_cut_when_nobody_is_inside_twice_and_no_znode_stays() {
    AtomicInteger inside = new AtomicInteger();
    List<Long> tokens = new CopyOnWriteArrayList<>();
    List<Stage.Actor> actors = new ArrayList<>();
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Stage.Actor actor = stage.actor(Duration.ofSeconds(6));
      actors.add(actor);
      all.add(stage.aside(() -> rounds(actor.client(), inside, tokens)));
    }
    Random random = new Random(7);
    CompletableFuture<Void> done =
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    for (int cut = 0; cut < 120 && !done.isDone(); cut++) {
      actors.get(random.nextInt(actors.size())).link().resetAll();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2 + random.nextInt(12)));
    }

    assertThat(all).allMatch(Stage::get);
    assertThat(tokens).hasSize(50).isSorted();
    eventually(() -> inLine() == 0);
  }

  private static boolean rounds(Client of, AtomicInteger inside, List<Long> tokens) {
    boolean alone = true;
    for (int round = 0; round < 10; round++) {
      // Sometimes it gives up while a request is on its way.
      Lock.at(of, PATH).tryAcquire(Duration.ofMillis(3)).ifPresent(Hold::close);
      try (Hold hold = Lock.at(of, PATH).acquire()) {
        alone &= inside.incrementAndGet() == 1;
        tokens.add(hold.token());
        inside.decrementAndGet();
      }
    }
    return alone;
  }
}
