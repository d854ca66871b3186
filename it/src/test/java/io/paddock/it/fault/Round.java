package io.paddock.it.fault;

import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** One fault, once. */
final class Round {
  private Round() {}

  /** Runs it, says what it was like, and returns that. */
  static FaultRun.Summary of(Stage stage, Fault fault, Duration lasts) {
    String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Schedule schedule = Schedule.of(fault, lasts);
    FaultRun.Summary[] summary = new FaultRun.Summary[1];
    Seeded.check(
        name,
        1,
        random -> {
          String root = name + "-" + Long.toHexString(random.seed());
          summary[0] = new FaultRun(stage, root).run(schedule, random);
          System.out.printf("%s, seed 0x%x: %s%n", name, random.seed(), summary[0]);
        });
    return Objects.requireNonNull(summary[0]);
  }
}
