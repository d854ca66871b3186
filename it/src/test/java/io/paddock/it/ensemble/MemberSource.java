package io.paddock.it.ensemble;

import io.paddock.it.process.Eventually;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import io.paddock.it.process.ServerSource;
import java.util.Optional;

/**
 * Lends members of ensembles to tests. Those that ask for a follower, the leader or an observer get
 * that: followers are of five voters, the others of three and an observer. With {@code
 * -Dpaddock.it.ensemble=3 -Dpaddock.it.through=follower}, or {@code leader}, or {@code observer},
 * all tests that were written for one server get one of those.
 */
public final class MemberSource implements ServerSource {
  private static final Shape OF_FOLLOWERS = Shape.of(5);
  private static final Shape OF_OTHERS = Shape.of(3).withObservers(1);
  private static final int VOTERS = Integer.getInteger("paddock.it.ensemble", 0);
  private static final String THROUGH = System.getProperty("paddock.it.through", "follower");

  @Override
  public boolean isWanted() {
    return isWhatAllGet();
  }

  @Override
  public Lent start(Kind wanted, ServerSetup setup) {
    Shape shape = shape(wanted);
    // Five on a busy machine elect again and again with ticks of a second, and clients wait.
    ServerSetup own = shape.voters() > 3 ? setup.with("tickTime", "2000") : setup;
    EnsembleProcess ensemble = EnsembleProcess.start(shape, own);
    return new Lent() {
      @Override
      public ServerProcess process(Kind kind) {
        return member(ensemble, mode(kind)).process();
      }

      @Override
      public void close() {
        ensemble.close();
      }
    };
  }

  private static Shape shape(Kind wanted) {
    if (isWhatAllGet()) {
      return Shape.of(VOTERS).withObservers(1);
    }
    return wanted == Kind.FOLLOWER ? OF_FOLLOWERS : OF_OTHERS;
  }

  private static boolean isWhatAllGet() {
    return VOTERS > 0;
  }

  private static String mode(Kind kind) {
    return switch (kind) {
      case FOLLOWER -> "follower";
      case LEADER -> "leader";
      case OBSERVER -> "observer";
      case USUAL, PLAIN, ZOOKEEPER -> THROUGH;
    };
  }

  private static EnsembleMember member(EnsembleProcess ensemble, String mode) {
    return Eventually.get(
            "a " + mode, () -> ensemble.inMode(mode).stream().findFirst(), Optional::isPresent)
        .orElseThrow();
  }
}
