package io.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.codec.ConnectCodec;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.RequestCodec;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Request;
import io.paddock.server.connection.ServerLoad;
import io.paddock.server.fixture.SteppedLedger;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client is held back for the load of other loops, which changes while it is looked at. */
class HoldingBackTest {
  private static final int ROUNDS = 1_000;
  private static final int PATIENCE_MS = 20_000;
  private static final int OTHER_LOOP = 1;

  private final SteppedLedger ledger = new SteppedLedger();
  private final ServerLoad load = new ServerLoad(OTHER_LOOP + 1);
  private final OpenPort open;
  private volatile boolean enough;

  HoldingBackTest() throws IOException {
    open = new OpenPort(1, ledger, load);
  }

  @AfterEach
  void close() {
    enough = true;
    open.close();
  }

  private void changeAgainAndAgain() {
    for (int i = 0; !enough; i++) {
      load.publish(OTHER_LOOP, i % 2 * 1_000_000, 0);
      for (int spin = i % 7; spin > 0; spin--) {
        Thread.onSpinWait();
      }
    }
  }

  private <T> T onLoop(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, open.loops.executor(0))
        .orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .join();
  }

  @Test
  void whatever_the_load_is_at_which_moment_every_request_is_answered() throws Exception {
    Thread restless = new Thread(this::changeAgainAndAgain);
    try (Socket client = open.connect()) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      JuteWriter handshake = new JuteWriter();
      ConnectCodec.write(
          handshake, new ConnectRequest(0, 0, 10_000, 0, Data.wrap(new byte[16]), false));
      client.getOutputStream().write(handshake.toBytes());
      awaitFrame(in);
      restless.start();
      for (int round = 0; round < ROUNDS; round++) {
        send(client, 2 * round + 1);
        while (onLoop(() -> ledger.submitted().isEmpty())) {
          Thread.onSpinWait();
        }
        send(client, 2 * round + 2);
        // The loop looks at its sockets between two tasks: it has read the request then.
        for (int turn = 0; turn < 3; turn++) {
          int unused = onLoop(() -> 0);
        }
        awaitFrame(in);
        awaitFrame(in);
      }
    }
    enough = true;
    restless.join();
  }

  private static void send(Socket client, int xid) throws IOException {
    JuteWriter frame = new JuteWriter();
    RequestCodec.writeFrame(frame, xid, new Request.SetData("/none", Data.EMPTY, -1));
    client.getOutputStream().write(frame.toBytes());
  }

  /** Commits whatever comes until there is an answer. */
  private void awaitFrame(DataInputStream in) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (in.available() < Integer.BYTES) {
      assertThat(System.nanoTime()).as("an answer comes").isLessThan(deadline);
      int unused =
          onLoop(
              () -> {
                ledger.commitAll();
                return 0;
              });
    }
    in.readFully(new byte[in.readInt()]);
  }
}
