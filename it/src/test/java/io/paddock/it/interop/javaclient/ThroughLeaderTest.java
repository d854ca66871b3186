package io.paddock.it.interop.javaclient;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** As {@link ThroughFollowerTest}, for the member that decides. */
@Execution(ExecutionMode.CONCURRENT)
class ThroughLeaderTest {
  @Nested
  @NeedsServer(Kind.LEADER)
  class Nodes extends NodeTest {
    Nodes(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.LEADER)
  class Sessions extends SessionTest {
    Sessions(ServerProcess server) {
      super(server);
    }
  }

  @Nested
  @NeedsServer(Kind.LEADER)
  class Requests extends AsyncTest {
    Requests(ServerProcess server) {
      super(server);
    }
  }
}
