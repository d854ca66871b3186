package io.paddock.cli.shell;

import io.paddock.protocol.path.PathRules;

/** Paths as they are typed. Pure. */
final class Paths {
  private Paths() {}

  /** The path, or a {@link UsageException}; in the two commonest cases in ZooKeeper's words. */
  static String checked(String path) {
    if (!path.startsWith("/")) {
      throw new UsageException("Path must start with / character");
    }
    if (path.length() > 1 && path.endsWith("/")) {
      throw new UsageException("Path must not end with / character");
    }
    String problem = PathRules.problem(path);
    if (problem != null) {
      throw new UsageException(path + ": " + problem);
    }
    return path;
  }

  /** As {@link #checked}, for a name that gets a number: it may end with a slash. */
  static String checkedSequential(String path) {
    checked(path + "1");
    return path;
  }

  static String child(String parent, String name) {
    return parent.equals(PathRules.ROOT) ? "/" + name : parent + "/" + name;
  }
}
