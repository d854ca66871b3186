package io.paddock.bench.load;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Finds out when a server that is starting gives its first session. */
public final class ServingProbe {
  private static final long PAUSE_NANOS = 5_000_000;
  private static final int SESSION_TIMEOUT_MS = 4_000;

  // A server may have accepted a connection that it then never answers, as it was not ready for it.
  private static final int PATIENCE_MS = 200;

  private ServingProbe() {}

  /**
   * Tries again every few milliseconds until a session is given.
   *
   * @param alive false as soon as waiting makes no sense any more
   * @return whether a session was given in time
   */
  public static boolean await(Endpoints endpoints, Duration limit, BooleanSupplier alive) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (alive.getAsBoolean() && System.nanoTime() < deadlineNanos) {
      if (serves(endpoints)) {
        return true;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return false;
  }

  private static boolean serves(Endpoints endpoints) {
    try {
      for (SocketChannel channel :
          new Handshakes(endpoints, SESSION_TIMEOUT_MS, PATIENCE_MS).open(0, 1)) {
        channel.close();
      }
      return true;
    } catch (BenchException | IOException e) {
      return false;
    }
  }
}
