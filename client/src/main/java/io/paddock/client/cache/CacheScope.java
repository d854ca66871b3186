package io.paddock.client.cache;

import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.path.PathRules;

/** How much of the tree below a path a cache holds. */
public enum CacheScope {
  /** The znode alone. */
  NODE,
  /** The znode and its children. */
  CHILDREN,
  /** The znode and all below it. */
  TREE;

  boolean holds(String root, String path) {
    return path.equals(root)
        || switch (this) {
          case NODE -> false;
          case CHILDREN -> PathRules.parent(path).equals(root);
          case TREE -> path.startsWith(below(root));
        };
  }

  /** Whether the children of a path are held too. */
  boolean holdsBelow(String root, String path) {
    return this == TREE || (this == CHILDREN && path.equals(root));
  }

  AddWatchMode mode() {
    return this == NODE ? AddWatchMode.PERSISTENT : AddWatchMode.PERSISTENT_RECURSIVE;
  }

  /** How all paths below one begin. */
  static String below(String path) {
    return path.equals(PathRules.ROOT) ? path : path + "/";
  }
}
