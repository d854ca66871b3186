package io.paddock.it.ensemble;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.ServerSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Servers that form an ensemble, each a process of its own, from a {@code zoo.cfg} and a {@code
 * myid} each.
 *
 * <p>Thread: one at a time.
 */
public final class EnsembleProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Network network;
  private final Machines machines;
  private final List<EnsembleMember> members = new ArrayList<>();

  private EnsembleProcess(Shape shape, ServerSetup setup, Machines machines) {
    this.network = shape.network();
    this.machines = machines;
    for (int id = 1; id <= shape.size(); id++) {
      ServerSetup own = setup.with("initLimit", "10").with("syncLimit", "5");
      for (var line : network.settings(id, shape).entrySet()) {
        own = own.with(line.getKey(), line.getValue());
      }
      if (shape.isObserver(id)) {
        own = own.with("peerType", "observer");
      }
      members.add(new EnsembleMember(id, machines.home(id, own, network.site(id))));
    }
  }

  /** Homes for an ensemble in which nobody runs yet. */
  public static EnsembleProcess create(Shape shape, ServerSetup setup) {
    return new EnsembleProcess(shape, setup, Machines.USUAL);
  }

  /** Starts an ensemble and waits until every member serves. */
  public static EnsembleProcess start(Shape shape, ServerSetup setup) {
    return start(shape, setup, Machines.USUAL);
  }

  /** As above, on machines that the test brings; they are closed with the ensemble. */
  public static EnsembleProcess start(Shape shape, ServerSetup setup, Machines machines) {
    EnsembleProcess ensemble = new EnsembleProcess(shape, setup, machines);
    try {
      ensemble.members.forEach(EnsembleMember::launch);
      ensemble.awaitReady();
      return ensemble;
    } catch (AssertionError e) {
      e.addSuppressed(new AssertionError(ensemble.said()));
      ensemble.close();
      throw e;
    }
  }

  /** All members, in the order of their numbers. */
  public List<EnsembleMember> members() {
    return List.copyOf(members);
  }

  /** The member with this number. */
  public EnsembleMember member(int id) {
    return members.get(id - 1);
  }

  /** Waits until every member that runs serves clients, and one of them leads. */
  public void awaitReady() {
    members.stream().filter(EnsembleMember::isRunning).forEach(EnsembleMember::awaitReady);
    awaitLeader();
  }

  /** The member that says it leads, if there is one. */
  public Optional<EnsembleMember> leader() {
    return members.stream().filter(each -> each.mode().equals("leader")).findFirst();
  }

  /** Waits for somebody to lead. */
  public EnsembleMember awaitLeader() {
    return Eventually.get("somebody leads", PATIENCE, this::leader, Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for another one than this to follow. */
  public EnsembleMember awaitFollowerBut(EnsembleMember leader) {
    return Eventually.get(
            "another one follows",
            PATIENCE,
            () -> inMode("follower").stream().filter(each -> each != leader).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Members that say this of themselves. */
  public List<EnsembleMember> inMode(String mode) {
    return members.stream().filter(each -> each.mode().equals(mode)).toList();
  }

  /** What a client takes to find any member. */
  public String connectString() {
    return members.stream().map(EnsembleMember::connectString).collect(Collectors.joining(","));
  }

  /** Parts one member from all others: nothing passes, nobody is told. */
  public void isolate(EnsembleMember member) {
    for (EnsembleMember other : members) {
      if (other != member) {
        part(member, other);
      }
    }
  }

  /** Parts two members from each other but from nobody else. */
  public void part(EnsembleMember one, EnsembleMember other) {
    silence(one, other);
    silence(other, one);
  }

  /** From now on the other hears nothing of the one, and nobody is told; the way back stays. */
  public void silence(EnsembleMember from, EnsembleMember to) {
    network.silence(from.id(), to.id());
  }

  /** Nobody hears this member, which hears all others. */
  public void mute(EnsembleMember member) {
    members.stream().filter(each -> each != member).forEach(each -> silence(member, each));
  }

  /** This member hears nobody, and all others hear it. */
  public void deafen(EnsembleMember member) {
    members.stream().filter(each -> each != member).forEach(each -> silence(each, member));
  }

  /** Pulls the cable of a member; clients do not reach it either. */
  public void unplug(EnsembleMember member) {
    network.unplug(member.id());
  }

  /** Resets the connections between two members and refuses new ones. */
  public void cut(EnsembleMember one, EnsembleMember other) {
    network.cut(one.id(), other.id());
  }

  /** All that passes between members takes longer by this. */
  public void delay(Duration each) {
    network.delay(each);
  }

  /** Everybody reaches everybody again. */
  public void heal() {
    network.heal();
  }

  /** What all members have printed lately. */
  public String said() {
    StringBuilder text = new StringBuilder();
    for (EnsembleMember each : members) {
      text.append("member ").append(each.id()).append(" said:\n");
      if (each.isRunning()) {
        text.append(each.process().output().tail());
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    members.forEach(EnsembleMember::close);
    network.close();
    machines.close();
  }
}
