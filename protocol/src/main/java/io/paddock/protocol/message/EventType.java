package io.paddock.protocol.message;

import org.jspecify.annotations.Nullable;

/** What a watch event tells (spec/wire.md, section 6). Only the types that servers send. */
public enum EventType {
  NODE_CREATED(1),
  NODE_DELETED(2),
  NODE_DATA_CHANGED(3),
  NODE_CHILDREN_CHANGED(4);

  private final int code;

  EventType(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The type for a number from the wire, or null for one that servers of today do not send. */
  public static @Nullable EventType of(int code) {
    return switch (code) {
      case 1 -> NODE_CREATED;
      case 2 -> NODE_DELETED;
      case 3 -> NODE_DATA_CHANGED;
      case 4 -> NODE_CHILDREN_CHANGED;
      default -> null;
    };
  }
}
