package io.paddock.it.interop.kazoo;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;

/** As {@link KazooTest}, for a member of an ensemble that has no vote. */
@NeedsServer(Kind.OBSERVER)
class ThroughObserverTest extends KazooTest {
  ThroughObserverTest(ServerProcess server) {
    super(server);
  }
}
