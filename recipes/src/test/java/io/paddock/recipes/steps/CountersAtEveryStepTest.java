package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.steps.Scene.everyStep;
import static io.paddock.recipes.steps.Scene.steadily;
import static io.paddock.recipes.steps.Scene.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.client.api.Happened;
import io.paddock.recipes.counter.AtomicNode;
import io.paddock.recipes.counter.Counter;
import io.paddock.recipes.counter.SharedValue;
import io.paddock.recipes.lease.NonBlockingLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Counters, values and leases: what they promise, with each fault at each step; see {@link Scene}.
 */
@Execution(ExecutionMode.CONCURRENT)
class CountersAtEveryStepTest {
  @EachFault
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

  @EachFault
  void an_atomic_value_is_what_was_said_of_it(Fault fault) {
    everyStep(
        fault,
        scene -> {
          AtomicNode<Integer> mine = AtomicNode.ofInt(scene.hit(), scene.path());
          AtomicNode<Integer> theirs = AtomicNode.ofInt(scene.spared(), scene.path());
          scene.begin();
          Happened made = tried(() -> assertThat(mine.initialize(1)).isTrue());
          assertThat(made).isNotEqualTo(Happened.NO);
          Happened changed = tried(() -> assertThat(mine.compareAndSet(1, 2)).isTrue());
          assertThat(changed).isNotEqualTo(Happened.NO);
          assertThat(steadily(theirs::get))
              .isIn(changed == Happened.YES ? List.of(2) : List.of(1, 2));
          assertThat(steadily(() -> theirs.compareAndSet(7, 8))).isFalse();
        });
  }

  @EachFault
  void a_shared_value_is_followed_to_its_last_change(Fault fault) {
    everyStep(
        fault,
        scene -> {
          SharedValue<Integer> theirs = SharedValue.count(scene.spared(), scene.path(), 1);
          scene.begin();
          SharedValue<Integer> mine =
              steadily(() -> SharedValue.count(scene.hit(), scene.path(), 5));
          assertThat(mine.get().value()).isEqualTo(1);
          tried(() -> mine.set(2));
          steadily(
              () -> {
                theirs.set(3);
                return true;
              });
          eventually(() -> mine.get().value() == 3 && theirs.get().value() == 3);
          mine.close();
          theirs.close();
        });
  }

  @EachFault
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

  @EachFault
  void of_two_leases_each_has_one(Fault fault) {
    everyStep(
        fault,
        scene -> {
          scene.begin();
          tried(() -> oneOfTwo(scene.hit(), scene.path(), "mine"));
          assertThat(steadily(() -> oneOfTwo(scene.hit(), scene.path(), "mine"))).isPresent();
          assertThat(steadily(() -> oneOfTwo(scene.spared(), scene.path(), "a"))).isPresent();
          assertThat(steadily(() -> oneOfTwo(scene.spared(), scene.path(), "b"))).isEmpty();
        });
  }

  private static Optional<NonBlockingLease> oneOfTwo(Client client, String path, String who) {
    return NonBlockingLease.obtainOneOf(2, client, path, Duration.ofHours(1), who);
  }
}
