package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.SlowSyncs;
import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.List;

/** Faults of disks and clocks. Thread: its test's. */
final class MachineTorments {
  private static final int STORAGE = 10;
  private static final int APART_S_MAX = 86_400;
  private static final int APART_STEPS = 3;
  private static final Duration SLOW_SYNC = Duration.ofMillis(150);
  private static final Duration FILLING = Duration.ofMillis(50);

  /** A log file and the next one are there already, and a busy machine takes its time for those. */
  private static final Duration ENDING = Duration.ofMinutes(3);

  private final FragileMachines machines;
  private final Seeded random;
  private final Deeds done;

  MachineTorments(FragileMachines machines, Seeded random, Deeds done) {
    this.machines = machines;
    this.random = random;
    this.done = done;
  }

  void clock(EnsembleMember whose, Duration ahead, Duration lasts) {
    done.note("clock by " + ahead.toSeconds() + " s", List.of(whose));
    machines.clock(whose.id()).differBy(ahead);
    Tormentor.pass(lasts);
    done.note("clock right", List.of(whose));
    machines.clock(whose.id()).differBy(Duration.ZERO);
  }

  void clocksApart(List<EnsembleMember> all, Duration lasts) {
    for (int i = 0; i < APART_STEPS; i++) {
      for (EnsembleMember each : all) {
        int seconds = random.between(-APART_S_MAX, APART_S_MAX);
        done.note("clock by " + seconds + " s", List.of(each));
        machines.clock(each.id()).differBy(Duration.ofSeconds(seconds));
      }
      Tormentor.pass(lasts.dividedBy(APART_STEPS));
    }
    done.note("clocks right", all);
    all.forEach(each -> machines.clock(each.id()).differBy(Duration.ZERO));
  }

  void fullDisk(EnsembleMember whose, Duration lasts) {
    done.note("disk full", List.of(whose));
    Eventually.get(
        "member " + whose.id() + " ends",
        ENDING,
        () -> {
          // Again and again: it may delete what it needs no more, and go on for thousands of
          // writes.
          machines.disk(whose.id()).fill();
          Tormentor.pass(FILLING);
          return whose.isRunning();
        },
        running -> !running);
    int code = whose.awaitExit();
    if (code != STORAGE) {
      throw new AssertionError("member " + whose.id() + " ended with " + code);
    }
    done.note("ended", List.of(whose));
    Tormentor.pass(lasts);
    machines.disk(whose.id()).empty();
    done.note("room, start", List.of(whose));
    whose.launch();
  }

  void slowDisk(EnsembleMember whose, Duration lasts) {
    done.note("disk slow", List.of(whose));
    SlowSyncs slow = SlowSyncs.of(whose.process(), SLOW_SYNC);
    try {
      Tormentor.pass(lasts);
    } finally {
      slow.close();
    }
    done.note("disk quick", List.of(whose));
  }
}
