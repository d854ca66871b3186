package io.paddock.it.recipes;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;

/** What holds for recipes on one server holds on Apache ZooKeeper and on an ensemble, too. */
class RecipesElsewhereTest {
  @Nested
  @NeedsServer(Kind.ZOOKEEPER)
  class OnZooKeeper extends RecipesTest {
    OnZooKeeper(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class ThroughFollower extends RecipesTest {
    ThroughFollower(ServerProcess server) {
      super(server);
    }
  }
}
