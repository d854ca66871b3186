package io.paddock.bench.load;

import io.paddock.bench.wire.KeySpace;

/**
 * A mixed load.
 *
 * @param mix which operations
 * @param keys on which znodes; they are made when the mix needs them
 * @param shape over how many sessions
 * @param timing for how long
 * @param multiSize setData operations in each multi
 */
public record LoadPlan(OpMix mix, KeySpace keys, FleetShape shape, Timing timing, int multiSize) {
  private static final int MULTI_MAX = 1_000;

  /** Checks what depends on several parts. */
  public LoadPlan {
    if (mix.needsKeys() && keys.znodes() < 1) {
      throw new IllegalArgumentException("'" + mix + "' needs at least one znode");
    }
    if (multiSize < 1 || multiSize > MULTI_MAX) {
      throw new IllegalArgumentException("a multi holds 1 to " + MULTI_MAX + " operations");
    }
  }

  /** What it is, for a person. */
  String title() {
    return mix
        + " "
        + shape.connections()
        + "x"
        + shape.pipeline()
        + ", "
        + keys.valueSize()
        + " B";
  }
}
