package io.paddock.it.interop.ourclient;

import io.paddock.client.suite.CacheSuite;
import io.paddock.client.suite.ChildrenWatchSuite;
import io.paddock.client.suite.DataWatchSuite;
import io.paddock.client.suite.IdleSuite;
import io.paddock.client.suite.KeptAliveSuite;
import io.paddock.client.suite.MoreOperationsSuite;
import io.paddock.client.suite.OperationsSuite;
import io.paddock.client.suite.SessionSuite;
import io.paddock.client.suite.WatchSuite;
import io.paddock.it.process.OnEachServer;
import io.paddock.it.process.ServerProcess;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The client's own suites, the same for each kind of server. */
@OnEachServer
@Execution(ExecutionMode.CONCURRENT)
class OurClientTest {
  @Nested
  class Operations extends OperationsSuite {
    Operations(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class MoreOperations extends MoreOperationsSuite {
    MoreOperations(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class Sessions extends SessionSuite {
    Sessions(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class Watches extends WatchSuite {
    Watches(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class KeptAlive extends KeptAliveSuite {
    KeptAlive(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class Idle extends IdleSuite {
    Idle(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class Data extends DataWatchSuite {
    Data(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class Children extends ChildrenWatchSuite {
    Children(ServerProcess server) {
      super(server.socketAddress());
    }
  }

  @Nested
  class Caches extends CacheSuite {
    Caches(ServerProcess server) {
      super(server.socketAddress());
    }
  }
}
