package io.paddock.it.interop.ourclient;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;

/** The same for all kinds of servers: {@link ServicesSuite}. */
class OurServicesTest {
  @Nested
  @NeedsServer
  class Alone extends ServicesSuite {
    Alone(ServerProcess server) {
      super(server.port());
    }
  }

  @Nested
  @NeedsServer(Kind.FOLLOWER)
  class Follower extends ServicesSuite {
    Follower(ServerProcess server) {
      super(server.port());
    }
  }

  @Nested
  @NeedsServer(Kind.ZOOKEEPER)
  class ZooKeeper extends ServicesSuite {
    ZooKeeper(ServerProcess server) {
      super(server.port());
    }
  }
}
