package io.paddock.server.watch;

import io.paddock.protocol.message.WatcherType;

/**
 * What a watch is about; one connection may have one of each on a path (spec/semantics.md, section
 * 9.1).
 */
public enum WatchKind {
  /** Creation, deletion, change of data; goes with the first event. */
  DATA,
  /** Change of the children, deletion; goes with the first event. */
  CHILD,
  /** Both of these of exactly one path; stays. */
  PERSISTENT,
  /** Creation, deletion, change of data of a path and all below it; stays. */
  RECURSIVE;

  /** All kinds. */
  static final int ANY = (1 << 4) - 1;

  /** Kinds that hear of the creation or change of exactly their path. */
  static final int HEAR_CHANGED = DATA.bit() | PERSISTENT.bit() | RECURSIVE.bit();

  /** Kinds that hear of changes among the children of their path. */
  static final int HEAR_CHILDREN = CHILD.bit() | PERSISTENT.bit();

  /** This kind in a set of kinds. */
  int bit() {
    return 1 << ordinal();
  }

  /** The set of kinds that a request to check or remove watches is about. */
  static int bits(WatcherType type) {
    return switch (type) {
      case CHILDREN -> CHILD.bit();
      case DATA -> DATA.bit();
      case ANY -> ANY;
      case PERSISTENT -> PERSISTENT.bit();
      case PERSISTENT_RECURSIVE -> RECURSIVE.bit();
    };
  }
}
