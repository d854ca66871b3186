package io.paddock.it.interop.javaclient;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What holds for one server holds for a client of a follower, too. These are the tests in which a
 * member could differ; {@code it/soak members} runs all of them through all kinds of members.
 */
@Execution(ExecutionMode.CONCURRENT)
class ThroughFollowerTest {
  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Nodes extends NodeTest {
    Nodes(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Watches extends WatchTest {
    Watches(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Multis extends MultiTest {
    Multis(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Reconnects extends ReconnectTest {
    Reconnects(ServerProcess server) {
      super(server);
    }
  }
}
