package io.paddock.it.ensemble;

import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.ServerSetup;
import io.paddock.it.process.ServerSource;

/**
 * Lends a member of an ensemble to the tests that were written for one server: {@code
 * -Dpaddock.it.ensemble=3 -Dpaddock.it.through=follower}, or {@code leader}, or {@code observer},
 * which is one more than the voters. A test that asks for a member without that gets a follower of
 * three.
 */
public final class MemberSource implements ServerSource {
  private static final String OBSERVER = "observer";
  private static final int USUAL_VOTERS = 3;
  private static final int VOTERS = Integer.getInteger("paddock.it.ensemble", 0);
  private static final String THROUGH = System.getProperty("paddock.it.through", "follower");

  @Override
  public boolean isWanted() {
    return VOTERS > 0;
  }

  @Override
  public Lent start(ServerSetup setup) {
    Shape shape =
        Shape.of(VOTERS > 0 ? VOTERS : USUAL_VOTERS)
            .withObservers(THROUGH.equals(OBSERVER) ? 1 : 0);
    EnsembleProcess ensemble = EnsembleProcess.start(shape, setup);
    EnsembleMember member =
        ensemble.inMode(THROUGH).stream()
            .findFirst()
            .orElseThrow(() -> new AssertionError("no member is a " + THROUGH));
    return new Lent() {
      @Override
      public ServerProcess process() {
        return member.process();
      }

      @Override
      public void close() {
        ensemble.close();
      }
    };
  }
}
