package io.paddock.it.fault;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.ensemble.Shape;
import io.paddock.it.ensemble.Shape.Between;
import io.paddock.it.process.ServerSetup;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ensemble and what it runs on.
 *
 * @param ensemble whose members reach each other over something that can fail
 * @param between what that is
 * @param machines with disks and clocks that can fail; null if it runs on this machine as it is
 */
record Stage(EnsembleProcess ensemble, Between between, @Nullable FragileMachines machines)
    implements AutoCloseable {
  /** What the classes of tests that torment an ensemble share: two would starve each other. */
  static final String ONE_AT_A_TIME = "a tormented ensemble";

  private static final int DISK_KIB = 256 * 1024;
  private static final int SESSION_MS = 6_000;
  private static final int LASTING_SESSION_MS = 30_000;

  /** So many voters on this machine as it is. */
  static Stage usual(int voters) {
    return new Stage(
        EnsembleProcess.start(Shape.of(voters).withLinks(), setup()), Between.LINKS, null);
  }

  /** So many voters on machines of which each part can fail; leaves the test out where it must. */
  static Stage fragile(int voters) {
    FragileMachines machines = new FragileMachines(DISK_KIB);
    // Small segments, so that a log that cannot grow is soon at its end.
    ServerSetup setup = setup().with("preAllocSize", "64");
    return new Stage(
        EnsembleProcess.start(Shape.of(voters).withLinks(), setup, machines),
        Between.LINKS,
        machines);
  }

  /** So many voters, each with a cable of its own; leaves the test out where it must. */
  static Stage cabled(int voters) {
    return new Stage(
        EnsembleProcess.start(Shape.of(voters).withCables(), setup()), Between.CABLES, null);
  }

  private static ServerSetup setup() {
    return ServerSetup.usual().with("tickTime", "500").with("snapCount", "5000");
  }

  /** The machines, where there must be some. */
  FragileMachines fragile() {
    FragileMachines all = machines;
    if (all == null) {
      throw new IllegalStateException("these machines do not fail");
    }
    return all;
  }

  /**
   * Timeout of sessions here. Where none may end, a busy machine is not to end it either: whoever
   * steps to another hour or takes the full disk for silence ends the longest one too.
   */
  int sessionMs() {
    return machines == null ? SESSION_MS : LASTING_SESSION_MS;
  }

  /** What can be done here. */
  List<Fault> possible() {
    return Stream.of(Fault.values()).filter(this::has).toList();
  }

  private boolean has(Fault fault) {
    return switch (fault.needs()) {
      case NOTHING -> true;
      case LINKS -> between == Between.LINKS;
      case CABLES -> between == Between.CABLES;
      case MACHINES -> machines != null;
    };
  }

  /** Undoes whatever a fault may have left behind, so that the next one finds a whole ensemble. */
  void mend() {
    ensemble.heal();
    if (machines != null) {
      machines.mend();
    }
    for (EnsembleMember each : ensemble.members()) {
      each.thaw();
      if (!each.isRunning()) {
        each.launch();
      }
    }
  }

  @Override
  public void close() {
    ensemble.close();
  }
}
