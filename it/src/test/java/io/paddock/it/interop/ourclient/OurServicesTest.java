package io.paddock.it.interop.ourclient;

import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.NeedsServer.Kind;
import io.paddock.it.process.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

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
  class ZooKeeper extends ServicesSuite {
    @TempDir static Path dir;
    private static int port;
    private static AutoCloseable server = () -> {};

    ZooKeeper() {
      super(port);
    }

    @BeforeAll
    static void start() {
      ServerProcess started = ZooKeeperServer.start(dir);
      server = started;
      port = started.port();
    }

    @AfterAll
    static void stop() throws Exception {
      server.close();
    }
  }
}
