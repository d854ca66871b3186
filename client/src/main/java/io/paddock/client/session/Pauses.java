package io.paddock.client.session;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next try to connect: a random little, so that the clients of a server
 * that went down do not come to the next one all at once, and longer when all servers were tried in
 * vain.
 *
 * <p>Thread: the client's selector thread.
 */
final class Pauses {
  /** The least time that a server is given to accept a connection. */
  static final long CONNECT_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LITTLE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long ROUND_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(1000);
  private static final int LITTLE_PART = 20;
  private static final int ROUND_PART = 10;

  private final Random random;
  private boolean triedSince;

  Pauses(Random random) {
    this.random = random;
  }

  /** The handshake went well. */
  void succeeded() {
    triedSince = false;
  }

  /** Nanoseconds before the next try, for this session timeout. */
  long next(long timeoutNanos, boolean roundBegins) {
    long little =
        (long) (random.nextDouble() * Math.min(LITTLE_NANOS_MAX, timeoutNanos / LITTLE_PART));
    long round =
        roundBegins && triedSince ? Math.min(ROUND_NANOS_MAX, timeoutNanos / ROUND_PART) : 0;
    triedSince = true;
    return little + round;
  }
}
