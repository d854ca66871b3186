package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static io.paddock.recipes.steps.Scene.everyStep;
import static io.paddock.recipes.steps.Scene.steadily;
import static io.paddock.recipes.steps.Scene.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Happened;
import io.paddock.client.api.Node;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import io.paddock.recipes.counter.Counter;
import io.paddock.recipes.election.LeaderLatch;
import io.paddock.recipes.election.LeaderSelector;
import io.paddock.recipes.lease.NonBlockingLease;
import io.paddock.recipes.lock.Held;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.ReadWriteLock;
import io.paddock.recipes.lock.Semaphore;
import io.paddock.recipes.node.PersistentNode;
import io.paddock.recipes.partition.SetPartitioner;
import io.paddock.recipes.party.Party;
import io.paddock.recipes.queue.DelayQueue;
import io.paddock.recipes.queue.EntryInDoubtException;
import io.paddock.recipes.queue.LockingQueue;
import io.paddock.recipes.queue.Queue;
import io.paddock.recipes.queue.TakenEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each recipe promises, with each fault at each step; see {@link Scene}. */
@Execution(ExecutionMode.CONCURRENT)
class EveryStepTest {
  @ParameterizedTest
  @EnumSource
  void a_lock_is_handed_on_from_one_to_the_next(Fault fault) {
    int steps = everyStep(fault, scene -> handOn(scene, Lock.at(scene.hit(), scene.path())));
    // To create, to list, to watch, to list again, to delete; and the event.
    assertThat(steps).isGreaterThanOrEqualTo(fault == Fault.DROP_EVENT ? 1 : 5);
  }

  private static void handOn(Scene scene, Lock mine) {
    Lock theirs = Lock.at(scene.spared(), scene.path());
    Hold first = theirs.acquire();
    scene.begin();
    CompletableFuture<Hold> waiting = mine.acquireAsync();
    eventually(() -> scene.children(scene.path()) == 2);
    assertThat(waiting).isNotDone();
    first.close();
    Hold second = get(waiting);
    CompletableFuture<Hold> last = theirs.acquireAsync();
    if (!scene.fault().expires()) {
      assertThat(last).isNotDone();
      assertThat(second.token()).isGreaterThan(first.token());
    }
    second.close();
    assertThat(get(last).token()).isGreaterThan(second.token());
    get(last).close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_lock_that_is_given_up_leaves_nothing(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Hold first = Lock.at(scene.spared(), scene.path()).acquire();
          scene.begin();
          Lock mine = Lock.at(scene.hit(), scene.path());
          CompletableFuture<Hold> waiting = mine.acquireAsync();
          eventually(() -> scene.children(scene.path()) == 2);
          waiting.cancel(false);
          assertThat(mine.tryAcquire(Duration.ZERO)).isEmpty();
          eventually(() -> scene.children(scene.path()) == 1);
          first.close();
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_writer_waits_for_a_reader_and_a_reader_for_a_writer(Fault fault) {
    everyStep(
        fault,
        scene -> {
          ReadWriteLock mine = ReadWriteLock.at(scene.hit(), scene.path());
          ReadWriteLock theirs = ReadWriteLock.at(scene.spared(), scene.path());
          Hold reader = theirs.read().acquire();
          scene.begin();
          CompletableFuture<Hold> writer = mine.write().acquireAsync();
          eventually(() -> scene.children(scene.path()) == 2);
          assertThat(writer).isNotDone();
          reader.close();
          get(writer);
          CompletableFuture<Hold> next = theirs.read().acquireAsync();
          get(writer).close();
          Hold shared = mine.read().acquire();
          get(next).close();
          shared.close();
        });
  }

  @ParameterizedTest
  @EnumSource
  void leases_go_from_hand_to_hand(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Semaphore mine = Semaphore.at(scene.hit(), scene.path(), 2);
          Semaphore theirs = Semaphore.at(scene.spared(), scene.path(), 2);
          Held both = theirs.acquire(2);
          scene.begin();
          CompletableFuture<Held> waiting = scene.aside(mine::acquire);
          eventually(() -> scene.children(scene.path() + "-__lock__") == 1);
          assertThat(waiting).isNotDone();
          both.close();
          Held one = get(waiting);
          Held two = theirs.acquire();
          assertThat(scene.children(scene.path())).isLessThanOrEqualTo(2);
          one.close();
          theirs.acquire().close();
          two.close();
          eventually(() -> scene.children(scene.path()) == 0);
        });
  }

  @ParameterizedTest
  @EnumSource
  void latches_follow_each_other(Fault fault) {
    everyStep(
        fault,
        scene -> {
          LeaderLatch first = LeaderLatch.start(scene.spared(), scene.path(), "first");
          assertThat(first.await(PATIENCE)).isTrue();
          scene.begin();
          LeaderLatch mine = LeaderLatch.start(scene.hit(), scene.path(), "mine");
          eventually(() -> scene.children(scene.path()) == 2);
          assertThat(mine.isLeader()).isFalse();
          first.close();
          assertThat(mine.await(PATIENCE)).isTrue();
          LeaderLatch last = LeaderLatch.start(scene.spared(), scene.path(), "last");
          eventually(() -> scene.children(scene.path()) == 2);
          assertThat(last.isLeader() && !scene.fault().expires()).isFalse();
          mine.close();
          assertThat(last.await(PATIENCE)).isTrue();
          last.close();
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_selector_that_is_to_lead_once_leads_and_is_followed(Fault fault) {
    everyStep(
        fault,
        scene -> {
          CountDownLatch led = new CountDownLatch(1);
          scene.begin();
          LeaderSelector mine =
              LeaderSelector.startOnce(
                  scene.hit(), scene.path(), "mine", leadership -> led.countDown());
          assertThat(led.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
          Lock.at(scene.spared(), scene.path()).acquire().close();
          eventually(() -> scene.children(scene.path()) == 0);
          mine.close();
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_barrier_lets_through_whoever_waits(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Barrier.at(scene.spared(), scene.path()).create();
          scene.begin();
          Barrier mine = Barrier.at(scene.hit(), scene.path());
          CompletableFuture<Boolean> waiting = scene.aside(() -> mine.await(PATIENCE));
          assertThat(mine.await(Duration.ofMillis(1))).isFalse();
          Barrier.at(scene.spared(), scene.path()).remove();
          assertThat(get(waiting)).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource
  void all_enter_and_leave_a_double_barrier(Fault fault) {
    everyStep(
        fault,
        scene -> {
          DoubleBarrier mine = DoubleBarrier.at(scene.hit(), scene.path(), 2, "mine");
          DoubleBarrier theirs = DoubleBarrier.at(scene.spared(), scene.path(), 2, "theirs");
          scene.begin();
          CompletableFuture<Boolean> entering = scene.aside(() -> mine.enter(PATIENCE));
          assertThat(theirs.enter(PATIENCE)).isTrue();
          assertThat(get(entering)).isTrue();
          CompletableFuture<Boolean> leaving = scene.aside(() -> mine.leave(PATIENCE));
          assertThat(theirs.leave(PATIENCE)).isTrue();
          assertThat(get(leaving)).isTrue();
          eventually(() -> scene.children(scene.path()) == 0);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_BEFORE", "DROP_AFTER", "DROP_EVENT"})
  void nobody_is_left_behind_when_a_double_barrier_is_used_round_after_round(Fault fault) {
    everyStep(
        fault,
        scene -> {
          DoubleBarrier mine = DoubleBarrier.at(scene.hit(), scene.path(), 2, "mine");
          DoubleBarrier theirs = DoubleBarrier.at(scene.spared(), scene.path(), 2, "theirs");
          scene.begin();
          CompletableFuture<Boolean> going = scene.aside(() -> rounds(mine));
          assertThat(rounds(theirs)).isTrue();
          assertThat(get(going)).isTrue();
        });
  }

  private static boolean rounds(DoubleBarrier barrier) {
    boolean done = true;
    for (int round = 0; round < 2; round++) {
      done &= barrier.enter(PATIENCE) && barrier.leave(PATIENCE);
    }
    return done;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_counter_counts_what_it_says(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Counter counter = Counter.at(scene.hit(), scene.path());
          scene.begin();
          int sure = 0;
          int unsure = 0;
          for (int i = 0; i < 3; i++) {
            Happened happened = tried(() -> counter.add(1));
            assertThat(happened).isNotEqualTo(Happened.NO);
            sure += happened == Happened.YES ? 1 : 0;
            unsure += happened == Happened.MAYBE ? 1 : 0;
          }
          long value = steadily(() -> Counter.at(scene.spared(), scene.path()).value());
          assertThat(value).isBetween((long) sure, (long) sure + unsure);
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void an_entry_of_a_queue_is_taken_once_and_none_is_lost_in_secret(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Queue theirs = Queue.at(scene.spared(), scene.path());
          theirs.put(Data.of("a"));
          theirs.put(Data.of("b"));
          scene.begin();
          Queue mine = Queue.at(scene.hit(), scene.path());
          takeBoth(() -> mine.take(PATIENCE));
          assertThat(scene.children(scene.path())).isZero();
          CompletableFuture<Optional<Data>> waiting = scene.aside(() -> mine.take(PATIENCE));
          steadily(() -> Queue.at(scene.spared(), scene.path() + "-x").size());
          CompletableFuture<String> late = waiting.handle(EveryStepTest::textOrDoubt);
          eventually(() -> scene.children(scene.path() + "-__takers__") == 1);
          steadily(() -> scene.spared().createOrSet(scene.path() + "/entry-100-c", Data.of("c")));
          assertThat(get(late)).isEqualTo("c");
        });
  }

  private static String textOrDoubt(Optional<Data> taken, Throwable failure) {
    Data data =
        failure instanceof EntryInDoubtException doubt ? doubt.data() : taken.orElse(Data.EMPTY);
    return data == null ? "" : data.asText();
  }

  private static void takeBoth(Supplier<Optional<Data>> taking) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try {
        taken.add(taking.get().orElseThrow().asText());
      } catch (EntryInDoubtException e) {
        taken.add(textOrDoubt(Optional.empty(), e));
      }
    }
    assertThat(taken).containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void an_entry_of_a_delay_queue_is_taken_once_and_none_is_lost_in_secret(Fault fault) {
    everyStep(
        fault,
        scene -> {
          DelayQueue theirs = DelayQueue.at(scene.spared(), scene.path());
          theirs.put(Data.of("a"), Instant.EPOCH);
          theirs.put(Data.of("b"), Instant.EPOCH);
          scene.begin();
          DelayQueue mine = DelayQueue.at(scene.hit(), scene.path());
          takeBoth(() -> mine.take(PATIENCE));
        });
  }

  @ParameterizedTest
  @EnumSource
  void an_entry_of_a_locking_queue_is_consumed_once_or_somebody_elses(Fault fault) {
    everyStep(
        fault,
        scene -> {
          LockingQueue theirs = LockingQueue.at(scene.spared(), scene.path());
          theirs.put(Data.of("a"));
          scene.begin();
          LockingQueue mine = LockingQueue.at(scene.hit(), scene.path());
          TakenEntry first = mine.take(PATIENCE).orElseThrow();
          boolean expires = scene.fault().expires();
          Happened[] ends = {Happened.NO, Happened.NO};
          ends[0] = tried(() -> assertThat(first.release() || expires).isTrue());
          TakenEntry again = mine.take(PATIENCE).orElseThrow();
          assertThat(again.token()).isGreaterThan(first.token());
          boolean[] consumed = {false};
          ends[1] = tried(() -> consumed[0] = again.consume());
          if (!expires) {
            assertThat(ends).containsOnly(Happened.YES);
            assertThat(consumed[0]).isTrue();
          }
          if (consumed[0]) {
            assertThat(scene.children(scene.path() + "/entries")).isZero();
          } else if (ends[1] == Happened.YES || scene.children(scene.path() + "/entries") > 0) {
            assertThat(theirs.take(PATIENCE).orElseThrow().consume()).isTrue();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_kept_node_is_there_until_it_is_closed_and_not_longer(Fault fault) {
    everyStep(
        fault,
        scene -> {
          String path = scene.path();
          scene.begin();
          PersistentNode node =
              PersistentNode.start(scene.hit(), path, Data.of("1"), CreateOptions.EPHEMERAL);
          get(node.made());
          tried(() -> get(node.setData(Data.of("2"))));
          eventually(() -> is(scene.spared(), path, "2"));
          node.close();
          eventually(() -> steadily(() -> scene.spared().exists(path)).isEmpty());
        });
  }

  private static boolean is(Client client, String path, String text) {
    Node node = steadily(() -> client.get(path));
    return node.text().equals(text);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void who_has_come_to_a_party_is_there_once(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Party mine = Party.at(scene.hit(), scene.path(), "mine");
          Party theirs = Party.at(scene.spared(), scene.path(), "theirs");
          scene.begin();
          mine.join();
          steadily(
              () -> {
                theirs.join();
                return true;
              });
          eventually(() -> steadily(theirs::members).size() == 2);
          assertThat(steadily(mine::members)).hasSizeBetween(1, 2);
          mine.leave();
          eventually(() -> steadily(theirs::members).equals(List.of("theirs")));
          theirs.leave();
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESTART_BEFORE", "RESTART_AFTER"})
  void a_lease_is_had_or_not_and_its_lock_is_free(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Duration hour = Duration.ofHours(1);
          scene.begin();
          tried(() -> NonBlockingLease.obtain(scene.hit(), scene.path(), hour, "mine"));
          assertThat(
                  steadily(() -> NonBlockingLease.obtain(scene.hit(), scene.path(), hour, "mine")))
              .isPresent();
          assertThat(
                  steadily(() -> NonBlockingLease.obtain(scene.spared(), scene.path(), hour, "x")))
              .isEmpty();
          eventually(() -> scene.children(scene.path()) == 1);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_BEFORE", "EXPIRE_AFTER"})
  void a_shared_set_is_given_back_whole(Fault fault) {
    everyStep(
        fault,
        scene -> {
          Set<String> set = Set.of("a", "b");
          scene.begin();
          tried(() -> shareOnce(scene.hit(), scene.path(), set));
          SetPartitioner theirs = start(scene.spared(), scene.path(), set);
          eventually(() -> whole(theirs, set));
          theirs.close();
        });
  }

  private static SetPartitioner start(Client client, String path, Set<String> set) {
    return steadily(() -> SetPartitioner.start(client, path, set, "x", Duration.ofMillis(5)));
  }

  private static void shareOnce(Client client, String path, Set<String> set) {
    SetPartitioner mine = start(client, path, set);
    mine.awaitAcquired(PATIENCE);
    mine.close();
  }

  private static boolean whole(SetPartitioner of, Set<String> set) {
    of.releaseSet();
    of.awaitAcquired(PATIENCE);
    return of.part().equals(set);
  }
}
