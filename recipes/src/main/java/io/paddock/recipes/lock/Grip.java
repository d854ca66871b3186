package io.paddock.recipes.lock;

/**
 * How sure somebody is of what it holds. HELD ↔ DOUBTFUL → LOST; from HELD and DOUBTFUL to
 * RELEASED.
 */
public enum Grip {
  /** It is held. */
  HELD,
  /**
   * The connection is lost. Nobody else can have it yet, but somebody may before this client hears
   * of it: do nothing that only its holder may do, but with a guard.
   */
  DOUBTFUL,
  /** The session is lost, or somebody has deleted the znode: somebody else may have it. Final. */
  LOST,
  /** It was given back. Final. */
  RELEASED
}
