package io.paddock.client.session;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next try to connect: a random little, so that the clients of a server
 * that went down do not come to the next one all at once, and longer when all servers were tried in
 * vain. And how long to wait for an answer then.
 *
 * <p>Thread: the client's selector thread.
 */
final class Pauses {
  private static final long CONNECT_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);

  /** As many tries as this should fit into a session. */
  private static final int CONNECT_PART = 3;

  private static final long LITTLE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long ROUND_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(1000);
  private static final int LITTLE_PART = 20;
  private static final int ROUND_PART = 10;

  private static final int AT_ONCE = -1;

  private final Random random;
  private int tries;
  private int silences;

  Pauses(Random random) {
    this.random = random;
  }

  /** The handshake went well. */
  void succeeded() {
    tries = 0;
    silences = 0;
  }

  /**
   * A server has been silent for too long.
   *
   * @param asked whether it was given {@link #patience} for a handshake
   */
  void silent(boolean asked) {
    silences += asked ? 1 : 0;
  }

  /** A server has answered, though not as was hoped: there is no pause before the next try. */
  void answered() {
    tries = AT_ONCE;
  }

  /**
   * Nanoseconds that a server is given to answer the handshake. At most the timeout divided by the
   * number of servers (spec/client.md, section 3); with one or two servers that may be all that is
   * left of a session, so the first silence is shorter: a third, the next one two thirds of the
   * timeout. A server that is only slow is given enough time in the end; one that refuses
   * connections, as it does while it starts, is not slow.
   */
  long patience(long timeoutNanos, int servers) {
    long part = timeoutNanos / CONNECT_PART * Math.min(CONNECT_PART, 1 + silences);
    return Math.max(Math.min(timeoutNanos / servers, part), CONNECT_NANOS_MIN);
  }

  /** Nanoseconds before the next try, for this session timeout. */
  long next(long timeoutNanos, boolean roundBegins) {
    if (tries == AT_ONCE) {
      tries = 0;
      return 0;
    }
    long little =
        (long) (random.nextDouble() * Math.min(LITTLE_NANOS_MAX, timeoutNanos / LITTLE_PART));
    long round =
        roundBegins && tries > 0 ? Math.min(ROUND_NANOS_MAX, timeoutNanos / ROUND_PART) : 0;
    tries++;
    return little + round;
  }
}
