package io.paddock.it.fault;

import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Faults in their order. */
record Schedule(List<Step> steps) {
  private static final int QUIET_MS_MAX = 2_000;
  private static final int LASTS_MS_MIN = 300;
  private static final int LASTS_MS_MAX = 5_000;

  /**
   * @param quiet how long to wait before
   * @param fault what is done
   * @param lasts how long until it is undone
   */
  record Step(Duration quiet, Fault fault, Duration lasts) {
    @Override
    public String toString() {
      return "%dms %s %dms".formatted(quiet.toMillis(), fault, lasts.toMillis());
    }
  }

  Schedule {
    steps = List.copyOf(steps);
  }

  /** One fault that lasts so long, after a second of peace. */
  static Schedule of(Fault fault, Duration lasts) {
    return new Schedule(List.of(new Step(Duration.ofSeconds(1), fault, lasts)));
  }

  /** That many of these faults, for times of any length. */
  static Schedule random(Seeded random, List<Fault> possible, int count) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Duration quiet = Duration.ofMillis(random.between(0, QUIET_MS_MAX));
      Duration lasts = Duration.ofMillis(random.between(LASTS_MS_MIN, LASTS_MS_MAX));
      steps.add(new Step(quiet, random.pick(possible), lasts));
    }
    return new Schedule(steps);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
