package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.stage.Stage.get;
import static io.paddock.recipes.steps.Scene.everyStep;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.recipes.barrier.Barrier;
import io.paddock.recipes.barrier.DoubleBarrier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Barriers: what they promise, with each fault at each step; see {@link Scene}. */
@Execution(ExecutionMode.CONCURRENT)
class BarriersAtEveryStepTest {
  @EachFault
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

  @EachFault
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
}
