package io.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.server.connection.Connection;
import io.paddock.server.connection.ServerLoad;
import io.paddock.server.fixture.SteppedLedger;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
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

  private final OpenPort open;
  private final CountDownLatch enough = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();

  NetLoopsTest() throws IOException {
    open = new OpenPort(LOOPS, new SteppedLedger(), new ServerLoad(LOOPS));
  }

  private void connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      sockets.add(open.connect());
    }
  }

  private int clients() {
    List<Boolean> there =
        open.loops
            .onEachConnection(Connection::isOpen)
            .toCompletableFuture()
            .orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
            .join();
    return there.size();
  }

  /** Gives a loop a task that does not end. Returns when it has begun. */
  private void keepBusy(int loop) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    open.loops
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
    connect(CLIENTS);
    while (clients() < CLIENTS) {
      Thread.onSpinWait();
    }
    // Those that are accepted now are to be registered with it, too. The other loop accepts.
    keepBusy(1);
    connect(CLIENTS);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(open::close);
    while (!open.loops.group().isShuttingDown()) {
      Thread.onSpinWait();
    }
    enough.countDown();

    for (Socket each : sockets) {
      assertThat(hasEnded(each)).isTrue();
    }
    closing.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
  }
}
