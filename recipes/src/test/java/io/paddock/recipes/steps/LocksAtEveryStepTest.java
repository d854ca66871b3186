package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static io.paddock.recipes.steps.Scene.everyStep;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.protocol.message.OpCode;
import io.paddock.recipes.lock.Grip;
import io.paddock.recipes.lock.Held;
import io.paddock.recipes.lock.Hold;
import io.paddock.recipes.lock.Lock;
import io.paddock.recipes.lock.MultiLock;
import io.paddock.recipes.lock.ReadWriteLock;
import io.paddock.recipes.lock.ReentrantLock;
import io.paddock.recipes.lock.Semaphore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Locks and semaphores: what they promise, with each fault at each step; see {@link Scene}. */
@Execution(ExecutionMode.CONCURRENT)
class LocksAtEveryStepTest {
  @EachFault
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
    // Not before it watches, lest there are fewer steps now than there were.
    eventually(() -> scene.children(scene.path()) == 2 && scene.watches() == 1);
    assertThat(waiting).isNotDone();
    first.close();
    Hold second = get(waiting);
    eventually(second::isHeld);
    CompletableFuture<Hold> last = theirs.acquireAsync();
    if (!scene.fault().expires()) {
      assertThat(last).isNotDone();
      assertThat(second.token()).isGreaterThan(first.token());
    }
    second.close();
    assertThat(get(last).token()).isGreaterThan(second.token());
    get(last).close();
  }

  @EachFault
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

  @EachFault
  void a_reentrant_lock_is_held_until_it_is_let_go_as_often(Fault fault) {
    everyStep(
        fault,
        scene -> {
          ReentrantLock mine = ReentrantLock.at(scene.hit(), scene.path());
          scene.begin();
          Held outer = mine.acquire();
          Held inner = mine.acquire();
          assertThat(inner.token()).isEqualTo(outer.token());
          CompletableFuture<Hold> next = Lock.at(scene.spared(), scene.path()).acquireAsync();
          eventually(() -> scene.children(scene.path()) == 2);
          inner.close();
          eventually(outer::isHeld);
          assertThat(next).isNotDone();
          outer.close();
          get(next).close();
        });
  }

  @EachFault
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

  @EachFault
  void all_of_several_locks_are_handed_on(Fault fault) {
    everyStep(
        fault,
        scene -> {
          String other = scene.path() + "-x";
          MultiLock mine = both(scene.hit(), scene.path(), other);
          MultiLock theirs = both(scene.spared(), scene.path(), other);
          Held first = theirs.acquire();
          scene.begin();
          CompletableFuture<Held> waiting = scene.aside(mine::acquire);
          eventually(() -> scene.children(scene.path()) == 2);
          assertThat(waiting).isNotDone();
          first.close();
          Held second = get(waiting);
          eventually(second::isHeld);
          assertThat(second.token()).isGreaterThan(first.token());
          second.close();
          theirs.acquire().close();
        });
  }

  private static MultiLock both(Client client, String one, String other) {
    return MultiLock.of(List.of(Lock.at(client, one), Lock.at(client, other)));
  }

  @EachFault
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
          // It may be lost when it leaves the line, but not when it takes them.
          assertThat(one.grip() == Grip.LOST && scene.hasStruck(OpCode.MULTI)).isFalse();
          Held two = theirs.acquire();
          assertThat(scene.children(scene.path())).isLessThanOrEqualTo(2);
          one.close();
          theirs.acquire().close();
          two.close();
          eventually(() -> scene.children(scene.path()) == 0);
        });
  }
}
