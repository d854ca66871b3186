package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.process.Eventually;
import io.paddock.testgen.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Carries out a schedule and notes what it did to whom. Thread: its test's. */
final class Tormentor {
  private static final Duration CLOCK_STEP = Duration.ofHours(1);

  private final Stage stage;
  private final EnsembleProcess ensemble;
  private final Seeded random;
  private final Deeds done = new Deeds();
  private final NetworkTorments network;

  Tormentor(Stage stage, Seeded random) {
    this.stage = stage;
    this.ensemble = stage.ensemble();
    this.random = random;
    this.network = new NetworkTorments(ensemble, random, done);
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
    Roles roles = awaitRoles();
    EnsembleMember leader = roles.leader();
    EnsembleMember follower = random.pick(roles.followers());
    Duration lasts = step.lasts();
    switch (step.fault()) {
      case KILL_LEADER -> killed(List.of(leader), lasts, false);
      case KILL_FOLLOWER -> killed(List.of(follower), lasts, false);
      case KILL_MINORITY -> killed(minority(leader), lasts, false);
      case KILL_ALL -> killed(ensemble.members(), lasts, false);
      case STOP_LEADER -> stopped(leader, lasts);
      case FREEZE_LEADER -> frozen(leader, lasts);
      case FREEZE_FOLLOWER -> frozen(follower, lasts);
      case LOSE_DISK -> killed(List.of(follower), lasts, true);
      case LOSE_LEADERS_DISK -> killed(List.of(leader), lasts, true);
      case ROLLING_RESTART -> rolling(lasts);
      case CLOCK_AHEAD -> machines().clock(leader, CLOCK_STEP, lasts);
      case CLOCK_BEHIND -> machines().clock(leader, CLOCK_STEP.negated(), lasts);
      case CLOCKS_APART -> machines().clocksApart(ensemble.members(), lasts);
      case FULL_DISK -> machines().fullDisk(follower, lasts);
      case LEADERS_FULL_DISK -> machines().fullDisk(leader, lasts);
      case SLOW_DISK -> machines().slowDisk(follower, lasts);
      case LEADERS_SLOW_DISK -> machines().slowDisk(leader, lasts);
      default -> onNetwork(step.fault(), roles, follower, lasts);
    }
    ensemble.awaitReady();
    done.note("all serve", List.of());
  }

  /** Who leads, and all others, which follow. */
  private record Roles(EnsembleMember leader, List<EnsembleMember> followers) {}

  /** On a busy machine the leader may change at any time, and for a moment few know of it. */
  private Roles awaitRoles() {
    return Eventually.get(
        "one leads and all others follow",
        () -> {
          EnsembleMember leader = ensemble.leader().orElseThrow();
          List<EnsembleMember> followers = new ArrayList<>(ensemble.inMode("follower"));
          followers.remove(leader);
          return new Roles(leader, followers);
        },
        roles -> roles.followers().size() == ensemble.members().size() - 1);
  }

  private void onNetwork(Fault fault, Roles roles, EnsembleMember follower, Duration lasts) {
    EnsembleMember leader = roles.leader();
    switch (fault) {
      case ISOLATE_LEADER -> network.isolate(leader, lasts);
      case ISOLATE_FOLLOWER -> network.isolate(follower, lasts);
      case SPLIT -> network.split(minority(leader), lasts);
      case PART_LEADER_AND_FOLLOWER -> network.part(leader, follower, lasts);
      case PART_FOLLOWERS -> network.part(follower, another(roles, follower), lasts);
      case MUTE_LEADER -> network.mute(leader, lasts);
      case DEAF_LEADER -> network.deafen(leader, lasts);
      case LEADER_UNHEARD_BY_FOLLOWER -> network.silence(leader, follower, lasts);
      case FOLLOWER_UNHEARD_BY_LEADER -> network.silence(follower, leader, lasts);
      case SHAKY_NETWORK -> network.shake(lasts);
      case CUT_LEADER_AND_FOLLOWER -> network.cut(leader, follower, lasts);
      case SLOW_NETWORK -> network.slow(lasts);
      case UNPLUG_LEADER -> network.unplug(leader, lasts);
      case UNPLUG_FOLLOWER -> network.unplug(follower, lasts);
      default -> throw new IllegalArgumentException(fault + " is not of the network");
    }
  }

  private MachineTorments machines() {
    return new MachineTorments(stage.fragile(), random, done);
  }

  /** Another follower. */
  private EnsembleMember another(Roles roles, EnsembleMember follower) {
    List<EnsembleMember> others = new ArrayList<>(roles.followers());
    others.remove(follower);
    return random.pick(others);
  }

  /** The leader and as many others as may be missing with it. */
  private List<EnsembleMember> minority(EnsembleMember leader) {
    List<EnsembleMember> some = new ArrayList<>(List.of(leader));
    List<EnsembleMember> others = new ArrayList<>(ensemble.members());
    others.remove(leader);
    while (some.size() < (ensemble.members().size() - 1) / 2) {
      EnsembleMember next = random.pick(others);
      others.remove(next);
      some.add(next);
    }
    return some;
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
