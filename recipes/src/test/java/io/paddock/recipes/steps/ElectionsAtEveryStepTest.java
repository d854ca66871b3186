package io.paddock.recipes.steps;

import static io.paddock.recipes.stage.Stage.PATIENCE;
import static io.paddock.recipes.stage.Stage.eventually;
import static io.paddock.recipes.steps.Scene.everyStep;
import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.recipes.election.Election;
import io.paddock.recipes.election.LeaderLatch;
import io.paddock.recipes.election.LeaderSelector;
import io.paddock.recipes.lock.Lock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Elections: what they promise, with each fault at each step; see {@link Scene}. */
@Execution(ExecutionMode.CONCURRENT)
class ElectionsAtEveryStepTest {
  @EachFault
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

  @EachFault
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

  @EachFault
  void who_runs_leads_once_and_is_followed(Fault fault) {
    everyStep(
        fault,
        scene -> {
          AtomicInteger led = new AtomicInteger();
          Election mine = Election.at(scene.hit(), scene.path(), "mine");
          scene.begin();
          assertThat(mine.run(leadership -> led.incrementAndGet())).isTrue();
          assertThat(led).hasValue(1);
          Election theirs = Election.at(scene.spared(), scene.path(), "theirs");
          assertThat(theirs.run(leadership -> led.incrementAndGet())).isTrue();
          assertThat(led).hasValue(2);
        });
  }
}
