package io.paddock.discovery.treetext;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One node of a tree that was written down, with all below it. Immutable.
 *
 * @param name empty for the root
 * @param line where it stands in the text, from 1; 0 for the root
 * @param properties by name, in the order of the text; a link to a node has the name {@code name
 *     ->}, one to a property {@code name =>}, and its text as the value
 * @param children by name, sorted
 */
public record TreeNode(
    String name, int line, Map<String, Object> properties, Map<String, TreeNode> children) {
  public TreeNode {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    children = Collections.unmodifiableMap(new TreeMap<>(children));
  }
}
