package io.paddock.state.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Walks through a znode and all below it: parents before their children, children by name. Paths
 * may be deep, so it does not recurse.
 *
 * <pre>
 * TreeWalk walk = tree.walk();
 * while (walk.next()) {
 *   … walk.path() … walk.znode() …
 * }
 * </pre>
 *
 * <p>Thread: its owner.
 */
public final class TreeWalk {
  private final String topPath;
  private final List<Znode> line = new ArrayList<>(); // from the top to the current znode
  private final List<Iterator<Znode>> ahead = new ArrayList<>(); // its children, for each of them
  private Znode top;
  private boolean begun;

  TreeWalk(Znode top, String topPath) {
    this.top = top;
    this.topPath = topPath.equals("/") ? "" : topPath;
  }

  /** Goes to the next znode; false if there is none. */
  public boolean next() {
    if (!begun) {
      begun = true;
      enter(top);
      return true;
    }
    while (!ahead.isEmpty()) {
      int last = ahead.size() - 1;
      if (ahead.get(last).hasNext()) {
        enter(ahead.get(last).next());
        return true;
      }
      ahead.remove(last);
      line.remove(last);
    }
    return false;
  }

  private void enter(Znode znode) {
    line.add(znode);
    ahead.add(znode.children().iterator());
  }

  /** Where the walk is. */
  public Znode znode() {
    return line.get(line.size() - 1);
  }

  /** How far below the top the walk is, 0 for the top itself. */
  public int depth() {
    return line.size() - 1;
  }

  /** The path of where the walk is; made anew at each call. */
  public String path() {
    if (depth() == 0) {
      return topPath.isEmpty() ? "/" : topPath;
    }
    StringBuilder path = new StringBuilder(topPath);
    for (int i = 1; i < line.size(); i++) {
      path.append('/').append(line.get(i).name());
    }
    return path.toString();
  }
}
