package io.paddock.replication.ledger;

/**
 * How patient the members of an ensemble are with each other.
 *
 * @param tickMs the unit of the others ({@code tickTime}, default 2000)
 * @param initTicks how long a member that starts may take to find the others and catch up ({@code
 *     initLimit}, default 10)
 * @param syncTicks how long a member without a leader goes on serving reads ({@code syncLimit},
 *     default 5)
 */
public record Timings(int tickMs, int initTicks, int syncTicks) {
  /** ZooKeeper's usual ones. */
  public static final Timings DEFAULT = new Timings(2000, 10, 5);

  private static final int SILENCE_MS_MIN = 400;
  private static final int SILENCE_MS_MAX = 2000;

  public Timings {
    if (tickMs < 1 || initTicks < 1 || syncTicks < 1) {
      throw new IllegalArgumentException(
          "ticks of " + tickMs + " ms, initLimit " + initTicks + ", syncLimit " + syncTicks);
    }
  }

  /**
   * A leader that has not been heard of for so long is given up: nine twentieths of a tick, 0.4 to
   * 2 s. Shorter, and a busy machine changes leaders for no reason; longer, and writes wait longer
   * when a leader hangs. One whose process has died is given up at once.
   */
  public int silenceMs() {
    return Math.min(SILENCE_MS_MAX, Math.max(SILENCE_MS_MIN, (int) (tickMs * 9L / 20)));
  }
}
