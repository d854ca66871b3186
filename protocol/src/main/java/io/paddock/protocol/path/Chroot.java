package io.paddock.protocol.path;

/**
 * The subtree that a client takes for the whole tree (spec/client.md, section 11).
 *
 * @param prefix the path of its root on the server, empty if there is no chroot; never ends with a
 *     slash
 */
public record Chroot(String prefix) {
  /** No chroot: paths are the same on both sides. */
  public static final Chroot NONE = new Chroot("");

  public Chroot {
    if (!prefix.isEmpty()) {
      String problem = prefix.equals(PathRules.ROOT) ? "it is the root" : PathRules.problem(prefix);
      if (problem != null) {
        throw new IllegalArgumentException("chroot " + prefix + ": " + problem);
      }
    }
  }

  /** The chroot with this path; the root means none. */
  public static Chroot of(String path) {
    return path.isEmpty() || path.equals(PathRules.ROOT) ? NONE : new Chroot(path);
  }

  /** The server's path for one of the client's. */
  public String toServer(String path) {
    if (prefix.isEmpty()) {
      return path;
    }
    return path.equals(PathRules.ROOT) ? prefix : prefix + path;
  }

  /** Whether a server's path lies in the subtree. */
  public boolean contains(String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  /** The client's path for one of the server's; one that lies outside comes back as it is. */
  public String toClient(String path) {
    if (prefix.isEmpty() || !contains(path)) {
      return path;
    }
    return path.length() == prefix.length() ? PathRules.ROOT : path.substring(prefix.length());
  }
}
