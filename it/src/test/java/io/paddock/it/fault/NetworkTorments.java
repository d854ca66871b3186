package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Faults of what lies between the members. Thread: its test's. */
final class NetworkTorments {
  private static final Duration DELAY = Duration.ofMillis(40);
  private static final int MOMENT_MS_MIN = 20;
  private static final int MOMENT_MS_MAX = 250;

  private final EnsembleProcess ensemble;
  private final Seeded random;
  private final Deeds done;

  NetworkTorments(EnsembleProcess ensemble, Seeded random, Deeds done) {
    this.ensemble = ensemble;
    this.random = random;
    this.done = done;
  }

  void isolate(EnsembleMember whom, Duration lasts) {
    during("isolate", lasts, () -> ensemble.isolate(whom), whom);
  }

  void mute(EnsembleMember whom, Duration lasts) {
    during("mute", lasts, () -> ensemble.mute(whom), whom);
  }

  void deafen(EnsembleMember whom, Duration lasts) {
    during("deafen", lasts, () -> ensemble.deafen(whom), whom);
  }

  void unplug(EnsembleMember whom, Duration lasts) {
    during("unplug", lasts, () -> ensemble.unplug(whom), whom);
  }

  void part(EnsembleMember one, EnsembleMember other, Duration lasts) {
    during("part", lasts, () -> ensemble.part(one, other), one, other);
  }

  void cut(EnsembleMember one, EnsembleMember other, Duration lasts) {
    during("cut", lasts, () -> ensemble.cut(one, other), one, other);
  }

  /** The other hears nothing of the one. */
  void silence(EnsembleMember from, EnsembleMember to, Duration lasts) {
    during("one way silent", lasts, () -> ensemble.silence(from, to), from, to);
  }

  void slow(Duration lasts) {
    during("slow", lasts, () -> ensemble.delay(DELAY));
  }

  /** Parts some from all who are not among them. */
  void split(List<EnsembleMember> some, Duration lasts) {
    List<EnsembleMember> others = new ArrayList<>(ensemble.members());
    others.removeAll(some);
    during(
        "split",
        lasts,
        () -> some.forEach(one -> others.forEach(other -> ensemble.part(one, other))),
        some.toArray(EnsembleMember[]::new));
  }

  void shake(Duration lasts) {
    done.note("shake", List.of());
    long end = System.nanoTime() + lasts.toNanos();
    while (System.nanoTime() - end < 0) {
      EnsembleMember from = random.pick(ensemble.members());
      EnsembleMember to = random.pick(ensemble.members());
      if (from != to) {
        ensemble.silence(from, to);
        moment();
        ensemble.heal();
        moment();
      }
    }
    done.note("steady", List.of());
  }

  private void moment() {
    Tormentor.pass(Duration.ofMillis(random.between(MOMENT_MS_MIN, MOMENT_MS_MAX)));
  }

  private void during(String what, Duration lasts, Runnable fault, EnsembleMember... whom) {
    done.note(what, List.of(whom));
    fault.run();
    Tormentor.pass(lasts);
    done.note("heal", List.of());
    ensemble.heal();
  }
}
