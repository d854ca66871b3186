package io.paddock.it.fault;

import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Faults of all kinds, one round after the other, for as long as {@code -Dpaddock.soak.minutes}
 * says; {@code it/soak} starts it. {@code -Dpaddock.soak.members} voters, three if not set.
 *
 * <p>A third of the time on this machine as it is, a third on machines whose disks and clocks fail
 * too, a third on a network that loses packets.
 */
@EnabledIfSystemProperty(named = "paddock.soak.minutes", matches = "[0-9]+")
@Timeout(86_400)
class SoakTest {
  private static final int KINDS = 3;
  private static final int FAULTS_A_ROUND = 4;
  // Rounds leave their znodes behind; a new ensemble has none.
  private static final int ROUNDS_AN_ENSEMBLE = 10;
  private static final int MEMBERS = Integer.getInteger("paddock.soak.members", 3);
  private static final Duration LENGTH =
      Duration.ofMinutes(Integer.getInteger("paddock.soak.minutes", 1));

  @Test
  void what_clients_saw_can_always_be_explained() {
    soak("round", Stage::usual);
  }

  @Test
  void what_clients_saw_can_always_be_explained_when_disks_and_clocks_fail_too() {
    soak("fragile", Stage::fragile);
  }

  @Test
  void what_clients_saw_can_always_be_explained_when_packets_are_lost() {
    soak("cables", Stage::cabled);
  }

  private static void soak(String kind, IntFunction<Stage> stages) {
    long end = System.nanoTime() + LENGTH.toNanos() / KINDS;
    for (int round = 1; System.nanoTime() - end < 0; ) {
      try (Stage stage = stages.apply(MEMBERS)) {
        int last = round + ROUNDS_AN_ENSEMBLE;
        for (; round < last && System.nanoTime() - end < 0; round++) {
          round(stage, kind + "-" + round);
        }
      }
    }
  }

  private static void round(Stage stage, String name) {
    List<Fault> possible = stage.possible();
    Seeded.check(
        name,
        1,
        random -> {
          Schedule schedule = Schedule.random(random.split(), possible, FAULTS_A_ROUND);
          FaultRun.Summary summary = new FaultRun(stage, name).run(schedule, random);
          System.out.printf(
              "%s, seed 0x%x: %s%n%s%n",
              name, random.seed(), summary, String.join("\n", summary.deeds()));
        });
  }
}
