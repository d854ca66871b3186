package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/** What an addWatch covers (spec/wire.md, section 7). */
public enum AddWatchMode {
  /** Data and children of exactly the path. */
  PERSISTENT(0),
  /** The path and all descendants, without NODE_CHILDREN_CHANGED. */
  PERSISTENT_RECURSIVE(1);

  private final int code;

  AddWatchMode(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The mode for a number from the wire, or null for one that no mode has. */
  public static @Nullable AddWatchMode of(int code) {
    return switch (code) {
      case 0 -> PERSISTENT;
      case 1 -> PERSISTENT_RECURSIVE;
      default -> null;
    };
  }
}
