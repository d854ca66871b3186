package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.ensemble.Shape;
import io.paddock.it.process.ServerSetup;
import io.paddock.testgen.Seeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Faults of all kinds, one round after the other, for as long as {@code -Dpaddock.soak.minutes}
 * says; {@code it/soak} starts it. {@code -Dpaddock.soak.members} voters, three if not set.
 */
@EnabledIfSystemProperty(named = "paddock.soak.minutes", matches = "[0-9]+")
@Timeout(86_400)
class SoakTest {
  private static final int FAULTS_A_ROUND = 4;

  @Test
  void what_clients_saw_can_always_be_explained() {
    Duration length = Duration.ofMinutes(Integer.getInteger("paddock.soak.minutes", 1));
    int members = Integer.getInteger("paddock.soak.members", 3);
    long end = System.nanoTime() + length.toNanos();
    ServerSetup setup = ServerSetup.usual().with("tickTime", "500").with("snapCount", "5000");
    try (EnsembleProcess ensemble = EnsembleProcess.start(Shape.of(members).withLinks(), setup)) {
      for (int round = 1; System.nanoTime() - end < 0; round++) {
        String name = "round-" + round;
        Seeded.check(
            name,
            1,
            random -> {
              Schedule schedule = Schedule.random(random.split(), FAULTS_A_ROUND);
              FaultRun.Summary summary = new FaultRun(ensemble, name).run(schedule, random);
              System.out.println(name + ": " + summary + "\n" + schedule);
            });
      }
    }
  }
}
