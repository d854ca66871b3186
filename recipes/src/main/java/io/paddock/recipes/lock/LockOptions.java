package io.paddock.recipes.lock;

import io.paddock.protocol.message.Data;

/**
 * How contenders of a lock show themselves.
 *
 * @param identifier what {@link Lock#contenders()} says of this one; UTF-8 in its znode
 * @param curator whether the znodes look as Curator's do, so that its programs stand in the same
 *     line; else as Kazoo's
 */
public record LockOptions(String identifier, boolean curator) {
  /** Without an identifier, in line with Kazoo. */
  public static final LockOptions DEFAULT = new LockOptions("", false);

  /** The same with this identifier. */
  public LockOptions identifier(String identifier) {
    return new LockOptions(identifier, curator);
  }

  /** The same in line with Curator. */
  public LockOptions likeCurator() {
    return new LockOptions(identifier, true);
  }

  Data data() {
    return Data.of(identifier);
  }
}
