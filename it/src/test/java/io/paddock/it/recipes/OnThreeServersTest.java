package io.paddock.it.recipes;

import io.paddock.it.ensemble.EnsembleMember;
import io.paddock.it.ensemble.EnsembleProcess;
import io.paddock.it.ensemble.Shape;
import io.paddock.it.process.ServerSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The recipes through a follower of three. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("three servers")
class OnThreeServersTest extends RecipesSuite {
  // A busy machine keeps a leader waiting longer than the usual ticks allow.
  private static final ServerSetup SETUP =
      ServerSetup.usual().with("tickTime", "1000").with("minSessionTimeout", "400");

  private static AutoCloseable running = () -> {};
  private static StageProcess server;

  @BeforeAll
  static void start() {
    EnsembleProcess ensemble = EnsembleProcess.start(Shape.of(3), SETUP);
    running = ensemble;
    EnsembleMember follower = ensemble.awaitFollowerBut(ensemble.awaitLeader());
    server =
        new StageProcess(
            follower.address(),
            follower::kill,
            () -> {
              follower.launch();
              follower.awaitReady();
            });
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  @Override
  StageProcess server() {
    return server;
  }
}
