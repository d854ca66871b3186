package io.paddock.state.tree;

import java.util.Arrays;
import java.util.List;

/** Builds children bottom up from a sorted list, with full leaves. */
final class ChildBuild {
  private ChildBuild() {}

  static Children of(List<Znode> children) {
    int size = children.size();
    if (size == 0) {
      return Children.none();
    }
    checkAscending(children);
    int count = parts(size, ChildLeaf.WIDTH_MAX);
    Children[] level = new Children[count];
    byte[][] bounds = new byte[count][];
    for (int i = 0; i < count; i++) {
      int from = start(size, count, i);
      level[i] = leaf(children.subList(from, start(size, count, i + 1)));
      bounds[i] = i == 0 ? new byte[0] : Children.bound(children.get(from - 1), children.get(from));
    }
    return tower(level, bounds);
  }

  private static void checkAscending(List<Znode> children) {
    for (int i = 1; i < children.size(); i++) {
      if (children.get(i - 1).compareName(children.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "child " + children.get(i).name() + " comes after " + children.get(i - 1).name());
      }
    }
  }

  private static Children tower(Children[] leaves, byte[][] leafBounds) {
    Children[] level = leaves;
    byte[][] bounds = leafBounds;
    while (level.length > 1) {
      int count = parts(level.length, ChildInner.WIDTH_MAX);
      Children[] above = new Children[count];
      byte[][] aboveBounds = new byte[count][];
      for (int i = 0; i < count; i++) {
        int from = start(level.length, count, i);
        int to = start(level.length, count, i + 1);
        above[i] =
            new ChildInner(
                Arrays.copyOfRange(level, from, to),
                new Bounds(Arrays.copyOfRange(bounds, from, to)));
        aboveBounds[i] = bounds[from];
      }
      level = above;
      bounds = aboveBounds;
    }
    return level[0];
  }

  private static ChildLeaf leaf(List<Znode> children) {
    Znode[] nodes = children.toArray(new Znode[0]);
    byte[] marks = new byte[ChildLeaf.WIDTH_MAX + 1];
    for (int i = 0; i < nodes.length; i++) {
      marks[i] = ChildLeaf.mark(nodes[i].nameHash());
    }
    return new ChildLeaf(nodes, marks);
  }

  private static int parts(int size, int widthMax) {
    return (size + widthMax - 1) / widthMax;
  }

  // Where a part begins if the parts are to be of equal size.
  private static int start(int size, int parts, int part) {
    return (int) ((long) size * part / parts);
  }
}
