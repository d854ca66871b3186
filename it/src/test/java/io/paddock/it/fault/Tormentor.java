package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Carries out a schedule and notes what it did to whom. Thread: its test's. */
final class Tormentor {
  private static final Duration DELAY = Duration.ofMillis(40);

  private final EnsembleProcess ensemble;
  private final Seeded random;
  private final List<String> done = new ArrayList<>();
  private final long began = System.nanoTime();

  Tormentor(EnsembleProcess ensemble, Seeded random) {
    this.ensemble = ensemble;
    this.random = random;
  }

  /** What was done so far, with times from the beginning. */
  List<String> done() {
    return done;
  }

  void carryOut(Schedule schedule) {
    for (Schedule.Step step : schedule.steps()) {
      pass(step.quiet());
      carryOut(step);
    }
  }

  private void carryOut(Schedule.Step step) {
    EnsembleMember leader = ensemble.awaitLeader();
    EnsembleMember follower = random.pick(voters(leader));
    Duration lasts = step.lasts();
    switch (step.fault()) {
      case KILL_LEADER -> killed(List.of(leader), lasts, false);
      case KILL_FOLLOWER -> killed(List.of(follower), lasts, false);
      case KILL_ALL -> killed(ensemble.members(), lasts, false);
      case STOP_LEADER -> stopped(leader, lasts);
      case FREEZE_LEADER -> frozen(leader, lasts);
      case FREEZE_FOLLOWER -> frozen(follower, lasts);
      case ISOLATE_LEADER -> network("isolate", lasts, () -> ensemble.isolate(leader), leader);
      case ISOLATE_FOLLOWER ->
          network("isolate", lasts, () -> ensemble.isolate(follower), follower);
      case PART_LEADER_AND_FOLLOWER ->
          network("part", lasts, () -> ensemble.part(leader, follower), leader, follower);
      case PART_FOLLOWERS -> partFollowers(leader, follower, lasts);
      case CUT_LEADER_AND_FOLLOWER ->
          network("cut", lasts, () -> ensemble.cut(leader, follower), leader, follower);
      case SLOW_NETWORK -> network("slow", lasts, () -> ensemble.delay(DELAY));
      case LOSE_DISK -> killed(List.of(follower), lasts, true);
      case LOSE_LEADERS_DISK -> killed(List.of(leader), lasts, true);
      case ROLLING_RESTART -> rolling(lasts);
    }
    ensemble.awaitReady();
    note("all serve", List.of());
  }

  private List<EnsembleMember> voters(EnsembleMember except) {
    List<EnsembleMember> voters = new ArrayList<>(ensemble.inMode("follower"));
    voters.remove(except);
    return voters.isEmpty() ? List.of(except) : voters;
  }

  private void killed(List<EnsembleMember> victims, Duration lasts, boolean wiped) {
    note(wiped ? "kill and empty" : "kill", victims);
    victims.forEach(EnsembleMember::kill);
    if (wiped) {
      victims.forEach(EnsembleMember::wipe);
    }
    pass(lasts);
    note("start", victims);
    victims.forEach(EnsembleMember::launch);
  }

  private void stopped(EnsembleMember victim, Duration lasts) {
    note("stop", List.of(victim));
    victim.stop();
    pass(lasts);
    note("start", List.of(victim));
    victim.launch();
  }

  private void frozen(EnsembleMember victim, Duration lasts) {
    note("freeze", List.of(victim));
    victim.freeze();
    pass(lasts);
    note("thaw", List.of(victim));
    victim.thaw();
  }

  private void partFollowers(EnsembleMember leader, EnsembleMember one, Duration lasts) {
    List<EnsembleMember> others = new ArrayList<>(voters(leader));
    others.remove(one);
    EnsembleMember other = others.isEmpty() ? leader : random.pick(others);
    network("part", lasts, () -> ensemble.part(one, other), one, other);
  }

  private void network(String what, Duration lasts, Runnable fault, EnsembleMember... whom) {
    note(what, List.of(whom));
    fault.run();
    pass(lasts);
    note("heal", List.of());
    ensemble.heal();
  }

  private void rolling(Duration each) {
    for (EnsembleMember member : ensemble.members()) {
      stopped(member, each.dividedBy(ensemble.members().size()));
      member.awaitReady();
      ensemble.awaitLeader();
    }
  }

  private void note(String what, List<EnsembleMember> whom) {
    String names = whom.stream().map(each -> " " + each.id()).collect(Collectors.joining());
    done.add("%6d ms %s%s".formatted((System.nanoTime() - began) / 1_000_000, what, names));
  }

  /** A time during which the fault is there: nothing is waited for. */
  static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
