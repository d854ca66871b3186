package io.paddock.discovery.treetext;

import io.paddock.discovery.link.Links;
import io.paddock.discovery.value.PropertyCodec;
import io.paddock.protocol.path.PathRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tree from text in zc.zk's format, one thing a line, what belongs to a node indented below
 * it:
 *
 * <pre>
 * /name : type            a node; the type is a property and may be missing
 *   property = 'literal'
 *   link -> /path         another node under this name
 *   property => /path name   another node's property under this name
 *   # a remark
 * </pre>
 *
 * <p>Goes on after an error, so that all of them are told. Thread: one.
 */
public final class TreeParser {
  /** The largest data that a znode can have under any server's usual limit, bytes. */
  public static final int DATA_BYTES_MAX = PropertyCodec.DATA_BYTES_MAX;

  private static final Pattern NODE = Pattern.compile("/(\\S+)(?:\\s*:\\s*(\\S.*))?");
  private static final Pattern PROPERTY_LINK =
      Pattern.compile("(\\S+)\\s*=>\\s*(\\S+(?:\\s+\\S+)?)");
  private static final Pattern PROPERTY = Pattern.compile("(\\S+?)\\s*=\\s*(\\S.*)");
  private static final Pattern LINK = Pattern.compile("(\\S+)\\s*->\\s*(\\S+)");

  /** A node whose lines are being read. */
  private record Draft(
      String name,
      int line,
      int indent,
      Map<String, Object> properties,
      Map<String, Draft> children,
      Set<Integer> childIndents) {
    Draft(String name, int line, int indent) {
      this(name, line, indent, new LinkedHashMap<>(), new TreeMap<>(), new TreeSet<>());
    }

    TreeNode finished() {
      Map<String, TreeNode> nodes = new TreeMap<>();
      children.forEach((key, child) -> nodes.put(key, child.finished()));
      return new TreeNode(name, line, properties, nodes);
    }
  }

  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Draft> open = new ArrayDeque<>();
  private final List<LinkLoops.Place> links = new ArrayList<>();
  private int number;
  private int propertyIndent = -1;

  private TreeParser() {}

  /**
   * The tree, whose root stands for the path under which it is to be imported.
   *
   * @throws TreeSyntaxException with all that is wrong
   */
  public static TreeNode parse(String text) {
    TreeParser parser = new TreeParser();
    TreeNode root = parser.root(text);
    parser.check();
    return root;
  }

  /**
   * The same, and it looks where the links lead within the text.
   *
   * @param path where it is to be imported
   * @throws TreeSyntaxException with all that is wrong, also links that go round in a circle
   */
  public static TreeNode parse(String text, String path) {
    TreeParser parser = new TreeParser();
    TreeNode root = parser.root(text);
    parser.problems.addAll(new LinkLoops(root, Links.normal(path)).problems(parser.links));
    parser.check();
    return root;
  }

  private TreeNode root(String text) {
    Draft root = new Draft("", 0, -1);
    open.push(root);
    for (String line : text.split("\n", -1)) {
      number++;
      line(line.stripTrailing());
    }
    return root.finished();
  }

  private void check() {
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      throw new TreeSyntaxException(problems);
    }
  }

  private void problem(int index, String message) {
    problems.add(new Problem(number, index + 1, message));
  }

  private void line(String line) {
    String stripped = line.stripLeading();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return;
    }
    int indent = line.length() - stripped.length();
    Draft parent = parentAt(indent);
    if (parent == null) {
      return;
    }
    if (stripped.startsWith("/")) {
      node(parent, indent, stripped);
    } else {
      propertyIndent = indent;
      property(parent, indent, stripped);
    }
  }

  // What is indented as much as another line belongs to the same node as that.
  private @Nullable Draft parentAt(int indent) {
    if (propertyIndent >= 0 && indent > propertyIndent) {
      problem(indent, "nothing can be indented below a property or link");
      return null;
    }
    propertyIndent = -1;
    while (inner().indent() >= indent) {
      open.pop();
    }
    Draft parent = inner();
    Set<Integer> used = parent.childIndents();
    used.add(indent);
    if (used.size() > 1) {
      problem(indent, "the indentation is that of no line above");
      used.remove(indent);
      return null;
    }
    return parent;
  }

  private Draft inner() {
    return open.element();
  }

  // ---- nodes

  private void node(Draft parent, int indent, String stripped) {
    Matcher matcher = NODE.matcher(stripped);
    if (!matcher.matches()) {
      problem(indent, "a node is written /name or /name : type");
      return;
    }
    String name = matcher.group(1);
    String wrong = nameProblem(name);
    if (wrong != null) {
      problem(indent + 1, wrong);
    }
    Draft node = new Draft(name, number, indent);
    String type = matcher.group(2);
    if (type != null) {
      node.properties().put("type", type);
    }
    if (parent.children().putIfAbsent(name, node) != null) {
      problem(indent, "duplicate node /" + name);
    }
    // Also if it is wrong: what stands below is to be looked at.
    open.push(node);
  }

  private static @Nullable String nameProblem(String name) {
    if (name.indexOf('/') >= 0) {
      return "a name cannot have a slash: " + name;
    }
    return PathRules.problem("/" + name) == null ? null : "no znode can have the name " + name;
  }

  // ---- properties

  private void property(Draft parent, int indent, String stripped) {
    if (open.size() == 1) {
      problem(indent, "a property or link needs a node above it");
      return;
    }
    Matcher propertyLink = PROPERTY_LINK.matcher(stripped);
    Matcher property = PROPERTY.matcher(stripped);
    Matcher link = LINK.matcher(stripped);
    if (propertyLink.matches()) {
      link(parent, indent, propertyLink, Links.PROPERTY_LINK);
    } else if (property.matches() && !property.group(2).startsWith(">")) {
      literal(parent, indent, property);
    } else if (link.matches()) {
      link(parent, indent, link, Links.NODE_LINK);
    } else {
      problem(indent, shape(stripped));
    }
  }

  private static String shape(String stripped) {
    if (stripped.contains("=>")) {
      return "a link to a property is written name => path property";
    }
    if (stripped.contains("->")) {
      return "a link is written name -> path";
    }
    return "this is no node, property or link";
  }

  private void link(Draft parent, int indent, Matcher matcher, String kind) {
    String target = matcher.group(2);
    String path = target.split("\\s+", 2)[0];
    String wrong = Links.problem(path);
    if (wrong != null) {
      problem(indent + matcher.start(2), wrong);
      return;
    }
    String key = matcher.group(1) + kind;
    links.add(new LinkLoops.Place(path(), key, number, indent + 1));
    put(parent, indent, key, target);
  }

  /** Of the innermost node, within the text. */
  private String path() {
    StringBuilder path = new StringBuilder();
    for (var each = open.descendingIterator(); each.hasNext(); ) {
      String name = each.next().name();
      path.append(name.isEmpty() ? "" : "/" + name);
    }
    return path.toString();
  }

  private void literal(Draft parent, int indent, Matcher matcher) {
    try {
      Object value = LiteralReader.read(matcher.group(2));
      put(parent, indent, matcher.group(1), value);
    } catch (LiteralException e) {
      problem(indent + matcher.start(2) + e.index(), String.valueOf(e.getMessage()));
    }
  }

  private void put(Draft parent, int indent, String name, @Nullable Object value) {
    Map<String, @Nullable Object> properties = parent.properties();
    if (properties.containsKey(name)) {
      problem(indent, "duplicate property " + name);
      return;
    }
    properties.putAll(PropertyCodec.plain(Collections.singletonMap(name, value)));
    int bytes = PropertyCodec.encode(properties).size();
    if (bytes > DATA_BYTES_MAX) {
      problem(
          indent,
          "the properties of /%s have %d bytes, more than %d"
              .formatted(parent.name(), bytes, DATA_BYTES_MAX));
    }
  }
}
