package io.paddock.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.WireClient;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Thousands of connections opened and dropped leave nothing behind: file descriptors, heap and
 * sessions are where they were. Clients and server share this process, so both ends count.
 */
@Isolated("it counts the descriptors and the heap of the whole JVM")
class ManyConnectionsTest {
  private static final int WAVES = 10;
  private static final int WAVE = 1000;

  /** Those that are left behind end soon, but not between two calls of a client that is slow. */
  private static final int SESSION_MS = 4_000;

  private static final long HEAP_SLACK_BYTES = 8 << 20;

  private static final UnixOperatingSystemMXBean SYSTEM =
      (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  /** How a wave of clients leaves. */
  private enum Leaving {
    WITHOUT_A_WORD,
    IN_THE_HANDSHAKE,
    WITH_A_SESSION_AND_WATCHES,
    BY_RESET,
    BY_CLOSING_THE_SESSION
  }

  @Test
  void ten_thousand_connections_opened_and_dropped_leave_nothing_behind() {
    Map<String, String> settings =
        Map.of(
            "maxSessionTimeout",
            Integer.toString(SESSION_MS),
            "nio.sessionlessCnxnTimeout",
            "60000");
    try (EmbeddedServer server = EmbeddedServer.start(settings)) {
      wave(server, Leaving.WITH_A_SESSION_AND_WATCHES);
      awaitQuiet(server, Long.MAX_VALUE);
      long descriptors = SYSTEM.getOpenFileDescriptorCount();
      long heap = heapBytes();

      for (int i = 0; i < WAVES; i++) {
        wave(server, Leaving.values()[i % Leaving.values().length]);
      }

      awaitQuiet(server, descriptors);
      assertThat(SYSTEM.getOpenFileDescriptorCount()).isLessThanOrEqualTo(descriptors);
      await("the heap is back", () -> heapBytes() < heap + HEAP_SLACK_BYTES);
      assertThat(FourLetters.ask(server.address(), "wchs")).contains("Total watches:0");
      try (WireClient client = WireClient.open(server.address())) {
        assertThat(client.call(new Request.Ping()).error()).isEqualTo(ErrorCode.OK);
      }
    }
  }

  private static void wave(EmbeddedServer server, Leaving leaving) {
    List<WireClient> clients = new ArrayList<>();
    for (int i = 0; i < WAVE; i++) {
      clients.add(new WireClient(server.address()));
    }
    for (int i = 0; i < WAVE; i++) {
      try {
        use(clients.get(i), leaving, i);
      } catch (SocketException e) {
        throw new AssertionError(leaving + ", client " + i, e);
      }
    }
    clients.forEach(WireClient::close);
  }

  private static void use(WireClient client, Leaving leaving, int i) throws SocketException {
    switch (leaving) {
      case WITHOUT_A_WORD -> {}
      case IN_THE_HANDSHAKE -> client.sendRaw(new byte[] {0, 0, 0, 45, 0});
      case WITH_A_SESSION_AND_WATCHES -> {
        client.handshake(WireClient.newSession(SESSION_MS));
        client.call(new Request.AddWatch("/own" + i, AddWatchMode.PERSISTENT_RECURSIVE));
        client.call(new Request.Exists("/all", true));
      }
      case BY_RESET -> {
        client.handshake(WireClient.newSession(SESSION_MS));
        client.send(Frames.create("/reset" + i, "x"));
        client.socket().setSoLinger(true, 0);
      }
      case BY_CLOSING_THE_SESSION -> {
        client.handshake(WireClient.newSession(SESSION_MS));
        client.closeSession();
      }
    }
  }

  /** No connection but the one that asks, and no session. */
  private static void awaitQuiet(EmbeddedServer server, long descriptors) {
    await(
        "all connections and sessions are over",
        () -> {
          String figures = FourLetters.ask(server.address(), "mntr");
          return figures.contains("zk_num_alive_connections\t1\n")
              && figures.contains("zk_global_sessions\t0\n")
              && SYSTEM.getOpenFileDescriptorCount() <= descriptors;
        });
  }

  private static long heapBytes() {
    System.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
