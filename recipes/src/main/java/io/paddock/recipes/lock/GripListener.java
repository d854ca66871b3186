package io.paddock.recipes.lock;

/**
 * Hears how sure a hold is.
 *
 * <p>Thread: one of the client's, one call at a time. May block, and may use the client.
 */
@FunctionalInterface
public interface GripListener {
  /** It is now this. */
  void changed(Grip grip);
}
