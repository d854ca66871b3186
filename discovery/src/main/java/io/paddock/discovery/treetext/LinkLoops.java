package io.paddock.discovery.treetext;

import io.paddock.discovery.link.Links;
import io.paddock.protocol.path.PathRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds links in a text that lead back to themselves. What they lead to outside of the text is not
 * looked at. Thread: one.
 */
final class LinkLoops {
  /**
   * Where a link stands.
   *
   * @param node its node's path within the text
   * @param key the name of its property
   */
  record Place(String node, String key, int line, int column) {}

  private static final class LoopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoopException(Set<String> taken, String again) {
      super("the links go round in a circle: " + String.join(", ", taken) + ", " + again);
    }
  }

  private final TreeNode tree;
  private final String root;

  /**
   * @param root the path at which the text is to be imported
   */
  LinkLoops(TreeNode tree, String root) {
    this.tree = tree;
    this.root = root;
  }

  /** One for each of these links that leads into a circle. */
  List<Problem> problems(List<Place> links) {
    List<Problem> problems = new ArrayList<>();
    for (Place each : links) {
      try {
        follow(each);
      } catch (LoopException e) {
        problems.add(new Problem(each.line(), each.column(), String.valueOf(e.getMessage())));
      }
    }
    return problems;
  }

  private void follow(Place link) {
    String node = root.equals(PathRules.ROOT) ? link.node() : root + link.node();
    boolean toNode = link.key().endsWith(Links.NODE_LINK);
    String kind = toNode ? Links.NODE_LINK : Links.PROPERTY_LINK;
    String name = link.key().substring(0, link.key().length() - kind.length());
    if (toNode) {
      String unused = resolve(Links.child(node, name), new LinkedHashSet<>());
    } else {
      property(node, name, new LinkedHashSet<>());
    }
  }

  /** The path without links; null if it leads out of the text. */
  private @Nullable String resolve(String path, Set<String> taken) {
    if (path.equals(root)) {
      return root;
    }
    String parent = isWithin(path) ? resolve(PathRules.parent(path), taken) : null;
    TreeNode above = parent == null ? null : at(parent);
    if (parent == null || above == null) {
      return null;
    }
    String name = PathRules.name(path);
    String real = Links.child(parent, name);
    if (above.children().containsKey(name)) {
      return real;
    }
    if (!(above.properties().get(name + Links.NODE_LINK) instanceof String target)) {
      return null;
    }
    if (!taken.add(real)) {
      throw new LoopException(taken, real);
    }
    String resolved = resolve(Links.absolute(parent, target.strip()), taken);
    taken.remove(real);
    return resolved;
  }

  private void property(String node, String name, Set<String> taken) {
    Map<String, Object> properties = propertiesAt(node);
    if (properties.containsKey(name)
        || !(properties.get(name + Links.PROPERTY_LINK) instanceof String target)) {
      return;
    }
    if (!taken.add(node + " " + name)) {
      throw new LoopException(taken, node + " " + name);
    }
    String[] parts = target.strip().split("\\s+", 2);
    String real = resolve(Links.absolute(node, parts[0]), new LinkedHashSet<>());
    if (real != null) {
      property(real, parts.length == 2 ? parts[1] : name, taken);
    }
  }

  private Map<String, Object> propertiesAt(String path) {
    TreeNode node = at(path);
    return node == null ? Map.of() : node.properties();
  }

  private boolean isWithin(String path) {
    return root.equals(PathRules.ROOT) || path.startsWith(root + "/");
  }

  private @Nullable TreeNode at(String path) {
    TreeNode node = tree;
    String within = root.equals(PathRules.ROOT) ? path : path.substring(root.length());
    for (String name : within.split("/")) {
      if (!name.isEmpty() && node != null) {
        node = node.children().get(name);
      }
    }
    return node;
  }
}
