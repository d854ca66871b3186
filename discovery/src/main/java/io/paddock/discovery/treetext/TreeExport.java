package io.paddock.discovery.treetext;

import io.paddock.client.api.Client;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.discovery.link.Links;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.path.PathRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes a subtree as text that {@link TreeParser} reads: of each node the properties, then the
 * links, then the nodes below, each sorted.
 *
 * <p>Thread: one.
 */
public final class TreeExport {
  private static final Pattern NAME = Pattern.compile("[^\\s=>#/][^\\s=>]*");
  private static final Pattern TYPE = Pattern.compile("\\S.*(?<!\\s)", Pattern.DOTALL);
  private static final Pattern TARGET = Pattern.compile("\\S+");
  private static final Pattern PROPERTY_TARGET = Pattern.compile("\\S+(\\s+\\S+)?");

  private final Function<String, Node> get;
  private final Function<String, List<String>> children;
  private final boolean ephemerals;
  private final StringBuilder out = new StringBuilder();

  private TreeExport(Client client, boolean ephemerals) {
    this.get = client::get;
    this.children = client::children;
    this.ephemerals = ephemerals;
  }

  /**
   * The text of the subtree at a path. Of the root only what is below it, without the system's own
   * subtree.
   *
   * @param name of the first node, instead of its own; empty for its own. The root gets a line of
   *     its own only with a name.
   * @param ephemerals whether ephemerals are shown too
   * @throws IllegalStateException if a znode has something that cannot be written as text
   * @throws NoNodeException if there is no such znode
   */
  public static String export(Client client, String path, String name, boolean ephemerals) {
    TreeExport export = new TreeExport(client, ephemerals);
    if (path.equals(PathRules.ROOT)) {
      if (!name.isEmpty()) {
        export.out.append('/').append(name).append('\n');
      }
      export.children(path, name.isEmpty() ? "" : "  ");
    } else {
      String own = name.isEmpty() ? PathRules.name(path) : name;
      export.node(path, own, "", client.get(path));
    }
    return export.out.toString();
  }

  private void children(String path, String indent) {
    for (String name : children.apply(path).stream().sorted().toList()) {
      String child = Links.child(path, name);
      if (child.equals(PathRules.ZOOKEEPER)) {
        continue;
      }
      try {
        node(child, name, indent, get.apply(child));
      } catch (NoNodeException e) {
        // It went while this was written.
      }
    }
  }

  private void node(String path, String name, String indent, Node node) {
    if (node.stat().ephemeralOwner() != 0 && !ephemerals) {
      return;
    }
    Map<String, Object> properties = new TreeMap<>(PropertyCodec.decode(node.data()));
    checkText(path, node);
    out.append(indent).append('/').append(name);
    if (properties.get("type") instanceof String type && TYPE.matcher(type).matches()) {
      if (type.indexOf('\n') < 0) {
        out.append(" : ").append(type);
        properties.remove("type");
      }
    }
    out.append('\n');
    String inner = indent + "  ";
    properties.forEach((key, value) -> property(path, inner, key, value));
    properties.forEach((key, value) -> link(path, inner, key, value));
    children(path, inner);
  }

  private static void checkText(String path, Node node) {
    if (node.data() != null && node.data().asText().indexOf('\ufffd') >= 0) {
      throw new IllegalStateException(path + ": its data is no text");
    }
  }

  private void property(String path, String indent, String key, Object value) {
    if (isLink(key)) {
      return;
    }
    if (!NAME.matcher(key).matches()) {
      throw new IllegalStateException(
          path + ": the property \"" + key + "\" cannot be written, for its name");
    }
    out.append(indent).append(key).append(" = ").append(LiteralText.of(value)).append('\n');
  }

  private void link(String path, String indent, String key, Object value) {
    if (!isLink(key)) {
      return;
    }
    Pattern form = key.endsWith(Links.NODE_LINK) ? TARGET : PROPERTY_TARGET;
    if (!(value instanceof String text) || !form.matcher(text).matches()) {
      throw new IllegalStateException(path + ": the link \"" + key + "\" leads to no path");
    }
    out.append(indent).append(key).append(' ').append(text).append('\n');
  }

  private static boolean isLink(String key) {
    return (key.endsWith(Links.NODE_LINK) || key.endsWith(Links.PROPERTY_LINK))
        && NAME.matcher(key.substring(0, key.length() - 3)).matches();
  }
}
