package io.paddock.it.interop.javaclient;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** As {@link ThroughFollowerTest}, for a member that has no vote. */
@Execution(ExecutionMode.CONCURRENT)
class ThroughObserverTest {
  @Nested
  @NeedsServer(Kind.OBSERVER)
  class Nodes extends NodeTest {
    Nodes(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.OBSERVER)
  class Watches extends WatchTest {
    Watches(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.OBSERVER)
  class Multis extends MultiTest {
    Multis(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.OBSERVER)
  class Sessions extends SessionTest {
    Sessions(ServerProcess server) {
      super(server);
    }
  }
}
