package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static io.paddock.recipes.steps.Scene.everyStep;
import static io.paddock.recipes.steps.Scene.steadily;
import static io.paddock.recipes.steps.Scene.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Happened;
import io.paddock.protocol.message.Data;
import io.paddock.recipes.queue.DelayQueue;
import io.paddock.recipes.queue.EntryInDoubtException;
import io.paddock.recipes.queue.LockingQueue;
import io.paddock.recipes.queue.Queue;
import io.paddock.recipes.queue.TakenEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Queues: what they promise, with each fault at each step; see {@link Scene}. */
@Execution(ExecutionMode.CONCURRENT)
class QueuesAtEveryStepTest {
  @EachFault
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
          CompletableFuture<String> late = waiting.handle(QueuesAtEveryStepTest::textOrDoubt);
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

  @EachFault
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

  @EachFault
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
          boolean early = scene.hasStruck();
          ends[0] = tried(() -> assertThat(first.release() || (expires && !early)).isTrue());
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
}
