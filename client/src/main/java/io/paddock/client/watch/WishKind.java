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
    return type == type();
  }

  /** Among which of its watches the server keeps it. */
  WatcherType type() {
    return switch (this) {
      case DATA, EXIST -> WatcherType.DATA;
      case CHILD -> WatcherType.CHILDREN;
      case PERSISTENT -> WatcherType.PERSISTENT;
      case RECURSIVE -> WatcherType.PERSISTENT_RECURSIVE;
    };
  }

  /** Whether an event uses it up. */
  public boolean isOneShot() {
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
