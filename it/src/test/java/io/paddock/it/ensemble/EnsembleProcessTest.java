package io.paddock.it.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.ServerSetup;
import org.junit.jupiter.api.Test;

class EnsembleProcessTest {
  private static final ServerSetup SETUP = ServerSetup.usual();

  @Test
  void three_members_elect_one_and_another_when_that_one_is_killed() {
    try (EnsembleProcess ensemble = EnsembleProcess.start(Shape.of(3), SETUP)) {
      awaitTwoFollowers(ensemble);
      EnsembleMember first = ensemble.awaitLeader();

      first.kill();

      assertThat(ensemble.awaitLeader()).isNotSameAs(first);
      first.launch();
      ensemble.awaitReady();
      awaitTwoFollowers(ensemble);
    }
  }

  /** A busy machine may be electing once more. */
  private static void awaitTwoFollowers(EnsembleProcess ensemble) {
    Eventually.get("two follow", () -> ensemble.inMode("follower").size(), count -> count == 2);
  }

  @Test
  void a_leader_that_reaches_nobody_is_replaced_and_follows_when_it_is_back() {
    try (EnsembleProcess ensemble = EnsembleProcess.start(Shape.of(3).withLinks(), SETUP)) {
      EnsembleMember first = ensemble.awaitLeader();

      ensemble.isolate(first);

      Eventually.holds(
          "somebody else leads",
          () -> ensemble.inMode("leader").stream().anyMatch(each -> each != first));
      ensemble.heal();
      Eventually.holds("it follows", () -> first.mode().equals("follower"));
    }
  }

  @Test
  void an_observer_says_that_it_is_one() {
    Shape shape = Shape.of(3).withObservers(1);
    try (EnsembleProcess ensemble = EnsembleProcess.start(shape, SETUP)) {
      Eventually.get("it says so", () -> ensemble.member(4).mode(), "observer"::equals);
    }
  }
}
