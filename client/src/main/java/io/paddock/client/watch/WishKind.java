package io.paddock.client.watch;

import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.WatcherType;

/** The five tables of spec/client.md, section 9, and what each hears of. */
public enum WishKind {
  DATA,
  EXIST,
  CHILD,
  PERSISTENT,
  RECURSIVE;

  /** The kind that addWatch leaves. */
  public static WishKind of(AddWatchMode mode) {
    return mode == AddWatchMode.PERSISTENT ? PERSISTENT : RECURSIVE;
  }

  /** Whether the server keeps it among its watches of this type. */
  public boolean isOf(WatcherType type) {
    return switch (this) {
      case DATA, EXIST -> type == WatcherType.DATA;
      case CHILD -> type == WatcherType.CHILDREN;
      case PERSISTENT -> type == WatcherType.PERSISTENT;
      case RECURSIVE -> type == WatcherType.PERSISTENT_RECURSIVE;
    };
  }

  boolean isOneShot() {
    return this == DATA || this == EXIST || this == CHILD;
  }

  boolean hears(EventType type) {
    return switch (this) {
      case DATA -> type != EventType.NODE_CHILDREN_CHANGED;
      case EXIST -> type != EventType.NODE_CHILDREN_CHANGED;
      case CHILD -> type == EventType.NODE_CHILDREN_CHANGED || type == EventType.NODE_DELETED;
      case PERSISTENT -> true;
      case RECURSIVE -> type != EventType.NODE_CHILDREN_CHANGED;
    };
  }
}
