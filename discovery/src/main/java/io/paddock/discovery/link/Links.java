package io.paddock.discovery.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of links and paths. Pure. */
public final class Links {
  /** How the name of the property ends that is a link to a node. */
  public static final String NODE_LINK = " ->";

  /** How the name of the property ends that is a link to another one. */
  public static final String PROPERTY_LINK = " =>";

  private Links() {}

  /** What is wrong with the path of a link, or null. */
  public static @Nullable String problem(String path) {
    try {
      String unused = absolute("/x", path);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /**
   * The path that a link means.
   *
   * @param from the node that has the link
   * @param path absolute, or from that node on; {@code .} and {@code ..} as usual
   * @throws IllegalArgumentException if there is nothing between two slashes
   */
  public static String absolute(String from, String path) {
    return normal(path.startsWith("/") ? path : child(from, path));
  }

  /** The path without {@code .} and {@code ..}; above the root is the root. */
  public static String normal(String path) {
    if (path.equals("/")) {
      return path;
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("the path " + path + " does not begin with a slash");
    }
    String text = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<String> names = new ArrayList<>();
    for (String name : text.substring(1).split("/", -1)) {
      switch (name) {
        case "" ->
            throw new IllegalArgumentException("nothing between two slashes in the path " + path);
        case "." -> {}
        case ".." -> {
          if (!names.isEmpty()) {
            names.remove(names.size() - 1);
          }
        }
        default -> names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /** The path of a child. */
  public static String child(String parent, String name) {
    return parent.equals("/") ? "/" + name : parent + "/" + name;
  }
}
