package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Carries out a schedule and notes what it did to whom. Thread: its test's. */
final class Tormentor {
  private static final Duration DELAY = Duration.ofMillis(40);
  private static final Duration CLOCK_STEP = Duration.ofHours(1);

  private final Stage stage;
  private final EnsembleProcess ensemble;
  private final Seeded random;
  private final Deeds done = new Deeds();

  Tormentor(Stage stage, Seeded random) {
    this.stage = stage;
    this.ensemble = stage.ensemble();
    this.random = random;
  }

  /** What was done so far, with times from the beginning. */
  List<String> done() {
    return done.all();
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
      case CLOCK_AHEAD, CLOCK_BEHIND, FULL_DISK, LEADERS_FULL_DISK, SLOW_DISK, LEADERS_SLOW_DISK ->
          onMachines(step.fault(), leader, follower, lasts);
      case CLOCKS_APART -> machines().clocksApart(ensemble.members(), lasts);
    }
    ensemble.awaitReady();
    done.note("all serve", List.of());
  }

  private void onMachines(
      Fault fault, EnsembleMember leader, EnsembleMember follower, Duration lasts) {
    switch (fault) {
      case CLOCK_AHEAD -> machines().clock(leader, CLOCK_STEP, lasts);
      case CLOCK_BEHIND -> machines().clock(leader, CLOCK_STEP.negated(), lasts);
      case FULL_DISK -> machines().fullDisk(follower, lasts);
      case LEADERS_FULL_DISK -> machines().fullDisk(leader, lasts);
      case SLOW_DISK -> machines().slowDisk(follower, lasts);
      case LEADERS_SLOW_DISK -> machines().slowDisk(leader, lasts);
      default -> throw new IllegalArgumentException(fault + " is not of one machine");
    }
  }

  private MachineTorments machines() {
    return new MachineTorments(stage.fragile(), random, done);
  }

  private List<EnsembleMember> voters(EnsembleMember except) {
    List<EnsembleMember> voters = new ArrayList<>(ensemble.inMode("follower"));
    voters.remove(except);
    return voters.isEmpty() ? List.of(except) : voters;
  }

  private void killed(List<EnsembleMember> victims, Duration lasts, boolean wiped) {
    done.note(wiped ? "kill and empty" : "kill", victims);
    victims.forEach(EnsembleMember::kill);
    if (wiped) {
      victims.forEach(EnsembleMember::wipe);
    }
    pass(lasts);
    done.note("start", victims);
    victims.forEach(EnsembleMember::launch);
  }

  private void stopped(EnsembleMember victim, Duration lasts) {
    done.note("stop", List.of(victim));
    victim.stop();
    pass(lasts);
    done.note("start", List.of(victim));
    victim.launch();
  }

  private void frozen(EnsembleMember victim, Duration lasts) {
    done.note("freeze", List.of(victim));
    victim.freeze();
    pass(lasts);
    done.note("thaw", List.of(victim));
    victim.thaw();
  }

  private void partFollowers(EnsembleMember leader, EnsembleMember one, Duration lasts) {
    List<EnsembleMember> others = new ArrayList<>(voters(leader));
    others.remove(one);
    EnsembleMember other = others.isEmpty() ? leader : random.pick(others);
    network("part", lasts, () -> ensemble.part(one, other), one, other);
  }

  private void network(String what, Duration lasts, Runnable fault, EnsembleMember... whom) {
    done.note(what, List.of(whom));
    fault.run();
    pass(lasts);
    done.note("heal", List.of());
    ensemble.heal();
  }

  private void rolling(Duration each) {
    for (EnsembleMember member : ensemble.members()) {
      stopped(member, each.dividedBy(ensemble.members().size()));
      member.awaitReady();
      ensemble.awaitLeader();
    }
  }

  /** A time during which the fault is there: nothing is waited for. */
  static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
