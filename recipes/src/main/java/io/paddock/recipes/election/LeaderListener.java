package io.paddock.recipes.election;

/**
 * Hears whether a latch leads for sure.
 *
 * <p>Thread: one of the client's, one call at a time. May block, and may use the client.
 */
@FunctionalInterface
public interface LeaderListener {
  /** It leads, or it does not or not for sure. */
  void changed(boolean leads);
}
