package io.paddock.server.net;

import io.paddock.protocol.codec.FrameLimits;
import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.LimitsConfig.Throttle;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.connection.ConnectionRules;
import io.paddock.server.connection.ConnectionScope;
import io.paddock.server.connection.ServerLoad;
import io.paddock.server.connection.SessionThrottle;
import io.paddock.server.fixture.SteppedLedger;
import io.paddock.server.fixture.TestLoop;
import io.paddock.server.loop.CommitFollower;
import io.paddock.server.pipeline.LoopScope;
import io.paddock.server.session.Heartbeats;
import io.paddock.server.session.Service;
import io.paddock.server.session.SessionIdSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Loops and a port of theirs, on a ledger that commits when the test says so. */
final class OpenPort implements AutoCloseable {
  final NetLoops loops;
  final ClientPort port;

  OpenPort(int count, SteppedLedger ledger, ServerLoad load) throws IOException {
    ServerConfig config = ServerConfig.builder().port(0).dataDir(Path.of("unused")).build();
    ConnectionRules rules =
        new ConnectionRules(
            config.sessions(),
            config.limits(),
            new SessionIdSource(7, 1),
            new Heartbeats(),
            load,
            Service.open(),
            new SessionThrottle(Throttle.NONE, 0),
            () -> {});
    loops = new NetLoops(count, FrameLimits.of(FrameLimits.FRAME_BYTES_MAX), e -> {});
    for (int i = 0; i < count; i++) {
      LoopScope scope = new LoopScope(ledger, TestLoop.rules(), loops.executor(i));
      loops.start(
          i, new ConnectionScope(i, rules, scope, new CommitFollower(scope, ledger.commits())));
    }
    port =
        new ClientPort(
            loops,
            new ClientPortConfig("127.0.0.1", 0, -1, false),
            PortTls.NONE,
            config.limits(),
            (word, argument) -> CompletableFuture.completedFuture(""));
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port.address().getPort());
  }

  @Override
  public void close() {
    port.close();
    loops.close();
  }
}
