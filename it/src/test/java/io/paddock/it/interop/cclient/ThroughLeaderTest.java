package io.paddock.it.interop.cclient;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;

/** As {@link CClientTest}, for the leader of an ensemble. */
@NeedsServer(Kind.LEADER)
class ThroughLeaderTest extends CClientTest {
  ThroughLeaderTest(ServerProcess server) {
    super(server);
  }
}
