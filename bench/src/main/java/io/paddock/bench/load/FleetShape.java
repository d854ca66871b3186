package io.paddock.bench.load;

/**
 * How many sessions a load holds and how hard each of them works.
 *
 * @param connections sessions, each on a connection of its own, 1 to 1,000,000
 * @param pipeline requests that each keeps outstanding, 1 to 100,000
 * @param threads selector threads of the generator, 1 to 64; one is enough for most servers
 * @param sessionTimeoutMs session timeout asked for; a third of it without traffic brings a ping
 */
public record FleetShape(int connections, int pipeline, int threads, int sessionTimeoutMs) {
  private static final int CONNECTIONS_MAX = 1_000_000;
  private static final int PIPELINE_MAX = 100_000;
  private static final int THREADS_MAX = 64;

  /** Checks the ranges. */
  public FleetShape {
    require(connections, CONNECTIONS_MAX, "connections");
    require(pipeline, PIPELINE_MAX, "pipeline");
    require(threads, THREADS_MAX, "threads");
    require(sessionTimeoutMs, Integer.MAX_VALUE, "session timeout");
  }

  private static void require(int value, int max, String what) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " must be from 1 to " + max + ", not " + value);
    }
  }
}
