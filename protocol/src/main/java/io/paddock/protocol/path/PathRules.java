package io.paddock.protocol.path;

import org.jspecify.annotations.Nullable;

/** What a path may look like (spec/semantics.md, section 2; spec/wire.md, section 9). Pure. */
public final class PathRules {
  /** The path of the root. */
  public static final String ROOT = "/";

  /** The system's own subtree. */
  public static final String ZOOKEEPER = "/zookeeper";

  /** Below it are the quotas. */
  public static final String QUOTA = "/zookeeper/quota";

  /** Its data is the membership. */
  public static final String CONFIG = "/zookeeper/config";

  private PathRules() {}

  /**
   * What is wrong with a path, or null if nothing is: the full rules, for create (with the sequence
   * number), setData, setACL and check.
   */
  public static @Nullable String problem(@Nullable String path) {
    if (path == null) {
      return "the path is null";
    }
    int length = path.length();
    if (length == 0) {
      return "the path is empty";
    }
    if (path.charAt(0) != '/') {
      return "the path does not begin with /";
    }
    if (length == 1) {
      return null;
    }
    int name = 1; // where the component begins that is being read
    for (int i = 1; i < length; i++) {
      char c = path.charAt(i);
      if (c == '/') {
        String problem = nameProblem(path, name, i);
        if (problem != null) {
          return problem;
        }
        name = i + 1;
      } else if (c < 0x20 || (c >= 0x7f && isForbidden(c))) {
        return String.format("the character U+%04X at index %d is not allowed", (int) c, i);
      }
    }
    return name == length ? "the path ends with /" : nameProblem(path, name, length);
  }

  /** Whether nothing is wrong with a path by the full rules. */
  public static boolean isValid(@Nullable String path) {
    return problem(path) == null;
  }

  /**
   * What is wrong with the path of a sequential create before its number is there, or null: the
   * rules for the path with a digit after it, so a slash at the end is good.
   */
  public static @Nullable String sequentialProblem(@Nullable String path) {
    return path == null ? problem(null) : problem(path + "1");
  }

  /** The weak check that comes first for create: a slash somewhere, and no NUL. */
  public static boolean mayBeCreated(String path) {
    return path.indexOf('/') >= 0 && path.indexOf('\0') < 0;
  }

  /** The only check for delete: as for create, and not one of the four protected znodes. */
  public static boolean mayBeDeleted(String path) {
    return mayBeCreated(path) && !isProtected(path);
  }

  /** Whether the path is one of the four that cannot be deleted. */
  public static boolean isProtected(String path) {
    return switch (path) {
      case ROOT, ZOOKEEPER, QUOTA, CONFIG -> true;
      default -> false;
    };
  }

  /**
   * Up to the last slash: {@code /a} for {@code /a/b}, {@code /} for {@code /a}. There must be a
   * slash.
   */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no / in " + path);
    }
    return slash == 0 ? ROOT : path.substring(0, slash);
  }

  /** After the last slash: {@code b} for {@code /a/b}, empty for {@code /}. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static @Nullable String nameProblem(String path, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "there is nothing between two / before index " + to;
    }
    boolean dots =
        path.charAt(from) == '.' && (length == 1 || (length == 2 && path.charAt(from + 1) == '.'));
    return dots
        ? "the relative name " + path.substring(from, to) + " at index " + from + " is not allowed"
        : null;
  }

  // Of the characters from U+007F on: C1 controls, surrogates and private use, the last 16.
  private static boolean isForbidden(char c) {
    return c <= 0x9f || (c >= 0xd800 && c <= 0xf8ff) || c >= 0xfff0;
  }
}
