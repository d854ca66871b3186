package io.paddock.it.interop.curator;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Recipes whose parts are done through one member of an ensemble, and seen through it. */
@Execution(ExecutionMode.CONCURRENT)
class ThroughFollowerTest {
  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Caches extends CachesTest {
    Caches(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Elections extends ElectionsTest {
    Elections(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Locks extends LocksTest {
    Locks(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Nodes extends NodesTest {
    Nodes(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Queues extends QueuesTest {
    Queues(ServerProcess server) {
      super(server);
    }
  }
}
