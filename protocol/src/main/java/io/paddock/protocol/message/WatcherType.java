package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/** Which watches checkWatches and removeWatches are about (spec/wire.md, section 7). */
public enum WatcherType {
  CHILDREN(1),
  DATA(2),
  ANY(3),
  PERSISTENT(4),
  PERSISTENT_RECURSIVE(5);

  private static final WatcherType[] BY_CODE = values();

  private final int code;

  WatcherType(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The type for a number from the wire, or null for one that no type has. */
  public static @Nullable WatcherType of(int code) {
    return code < 1 || code > BY_CODE.length ? null : BY_CODE[code - 1];
  }
}
