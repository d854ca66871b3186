package io.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.codec.FrameLimits;
import io.paddock.server.config.ClientPortConfig;
import io.paddock.server.config.LimitsConfig.Throttle;
import io.paddock.server.config.ServerConfig;
import io.paddock.server.connection.Connection;
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
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NetLoopsTest {
  private static final int LOOPS = 2;
  private static final int CLIENTS = 6;
  private static final int PATIENCE_MS = 20_000;

  private final ServerConfig config =
      ServerConfig.builder().port(0).dataDir(Path.of("unused")).build();
  private final SteppedLedger ledger = new SteppedLedger();
  private final NetLoops loops =
      new NetLoops(LOOPS, FrameLimits.of(FrameLimits.FRAME_BYTES_MAX), e -> {});
  private final CountDownLatch enough = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();

  private ClientPort open() throws IOException {
    ConnectionRules rules =
        new ConnectionRules(
            config.sessions(),
            config.limits(),
            new SessionIdSource(7, 1),
            new Heartbeats(),
            new ServerLoad(LOOPS),
            Service.open(),
            new SessionThrottle(Throttle.NONE, 0),
            () -> {});
    for (int i = 0; i < LOOPS; i++) {
      LoopScope scope = new LoopScope(ledger, TestLoop.rules(), loops.executor(i));
      loops.start(
          i, new ConnectionScope(i, rules, scope, new CommitFollower(scope, ledger.commits())));
    }
    return new ClientPort(
        loops,
        new ClientPortConfig("127.0.0.1", 0, -1, false),
        PortTls.NONE,
        config.limits(),
        (word, argument) -> CompletableFuture.completedFuture(""));
  }

  private void connect(ClientPort port, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port.address().getPort()));
    }
  }

  private int clients() {
    List<Boolean> there =
        loops
            .onEachConnection(Connection::isOpen)
            .toCompletableFuture()
            .orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
            .join();
    return there.size();
  }

  /** Gives a loop a task that does not end. Returns when it has begun. */
  private void keepBusy(int loop) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    loops
        .executor(loop)
        .execute(
            () -> {
              begun.countDown();
              try {
                enough.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    begun.await();
  }

  private static boolean hasEnded(Socket socket) throws IOException {
    try (socket) {
      socket.setSoTimeout(PATIENCE_MS);
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void connections_end_with_their_loop_though_it_was_busy_when_it_was_told_to_end()
      throws Exception {
    ClientPort port = open();
    connect(port, CLIENTS);
    while (clients() < CLIENTS) {
      Thread.onSpinWait();
    }
    // Those that are accepted now are to be registered with it, too. The other loop accepts.
    keepBusy(1);
    connect(port, CLIENTS);
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(
            () -> {
              port.close();
              loops.close();
            });
    while (!loops.group().isShuttingDown()) {
      Thread.onSpinWait();
    }
    enough.countDown();

    for (Socket each : sockets) {
      assertThat(hasEnded(each)).isTrue();
    }
    closing.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
  }
}
