package io.paddock.it.interop.zkcli;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;

/** As {@link ZkCliTest}, for a follower of an ensemble. */
@NeedsServer(Kind.FOLLOWER)
class ThroughFollowerTest extends ZkCliTest {
  ThroughFollowerTest(ServerProcess server) {
    super(server);
  }
}
