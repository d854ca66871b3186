package io.paddock.state.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Children side by side, and for each a mark: one byte of the hash of its name. Looking a name up
 * compares marks, eight at a time, and mostly touches one znode only.
 *
 * <p>The marks are in fields, not in an array of their own: that would be one more place in memory
 * to wait for. The first is the lowest byte of {@code marks0}.
 */
final class ChildLeaf extends Children {
  /** The most children of a leaf; one more may be there for a moment, so that it can be split. */
  static final int WIDTH_MAX = 31;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  static final ChildLeaf EMPTY = new ChildLeaf(new Znode[0], new byte[WIDTH_MAX + 1]);

  private final Znode[] nodes;
  private final long marks0;
  private final long marks1;
  private final long marks2;
  private final long marks3;

  /** A leaf of these children and their marks, of which there are always WIDTH_MAX + 1. */
  ChildLeaf(Znode[] nodes, byte[] marks) {
    this.nodes = nodes;
    marks0 = (long) LONGS.get(marks, 0);
    marks1 = (long) LONGS.get(marks, 8);
    marks2 = (long) LONGS.get(marks, 16);
    marks3 = (long) LONGS.get(marks, 24);
  }

  private ChildLeaf(Znode[] nodes, ChildLeaf sameNames) {
    this.nodes = nodes;
    marks0 = sameNames.marks0;
    marks1 = sameNames.marks1;
    marks2 = sameNames.marks2;
    marks3 = sameNames.marks3;
  }

  static byte mark(long nameHash) {
    return (byte) (nameHash >>> 56);
  }

  private byte[] marks() {
    byte[] marks = new byte[WIDTH_MAX + 1];
    LONGS.set(marks, 0, marks0);
    LONGS.set(marks, 8, marks1);
    LONGS.set(marks, 16, marks2);
    LONGS.set(marks, 24, marks3);
    return marks;
  }

  Znode node(int index) {
    return nodes[index];
  }

  @Override
  public int size() {
    return nodes.length;
  }

  @Override
  int width() {
    return nodes.length;
  }

  @Override
  int widthMax() {
    return WIDTH_MAX;
  }

  @Override
  @Nullable Znode find(byte[] names, int from, int to, long nameHash) {
    int index = indexOf(names, from, to, mark(nameHash));
    return index < 0 ? null : nodes[index];
  }

  private int indexOf(byte[] names, int from, int to, byte mark) {
    long wanted = (mark & 0xffL) * ONES;
    int width = nodes.length;
    int index = indexOf(names, from, to, marks0 ^ wanted, 0);
    if (index < 0 && width > 8) {
      index = indexOf(names, from, to, marks1 ^ wanted, 8);
    }
    if (index < 0 && width > 16) {
      index = indexOf(names, from, to, marks2 ^ wanted, 16);
    }
    if (index < 0 && width > 24) {
      index = indexOf(names, from, to, marks3 ^ wanted, 24);
    }
    return index;
  }

  // Looks at eight marks, of which those that were the wanted one are 0 now.
  private int indexOf(byte[] names, int from, int to, long marks, int first) {
    // The top bit of each byte that is 0; now and then one more, which the name rules out.
    long hits = (marks - ONES) & ~marks & TOPS;
    while (hits != 0) {
      int index = first + (Long.numberOfTrailingZeros(hits) >>> 3);
      if (index < nodes.length && nodes[index].isNamed(names, from, to)) {
        return index;
      }
      hits &= hits - 1;
    }
    return -1;
  }

  private int present(Znode child, long nameHash) {
    byte[] names = child.content;
    int index = indexOf(names, Packed.nameFrom(names), Packed.nameTo(names), mark(nameHash));
    if (index < 0) {
      throw new IllegalStateException("no child has the name " + child.name());
    }
    return index;
  }

  /** Index of the first child whose name is not less than this one. */
  int ceiling(byte[] names, int from, int to) {
    int low = 0;
    int high = nodes.length;
    // Most new names come last: look there first.
    if (high > 0 && nodes[high - 1].compareName(names, from, to) < 0) {
      return high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nodes[middle].compareName(names, from, to) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  ChildLeaf replace(Znode child, long nameHash) {
    int index = present(child, nameHash);
    Znode[] changed = nodes.clone();
    changed[index] = child;
    return new ChildLeaf(changed, this);
  }

  @Override
  ChildLeaf insert(Znode child, long nameHash) {
    byte[] names = child.content;
    int at = ceiling(names, Packed.nameFrom(names), Packed.nameTo(names));
    Znode[] grown = new Znode[nodes.length + 1];
    System.arraycopy(nodes, 0, grown, 0, at);
    System.arraycopy(nodes, at, grown, at + 1, nodes.length - at);
    grown[at] = child;
    byte[] marks = marks();
    System.arraycopy(marks, at, marks, at + 1, nodes.length - at);
    marks[at] = mark(nameHash);
    return new ChildLeaf(grown, marks);
  }

  @Override
  ChildLeaf remove(Znode child, long nameHash) {
    int at = present(child, nameHash);
    Znode[] rest = new Znode[nodes.length - 1];
    System.arraycopy(nodes, 0, rest, 0, at);
    System.arraycopy(nodes, at + 1, rest, at, rest.length - at);
    byte[] marks = marks();
    System.arraycopy(marks, at + 1, marks, at, rest.length - at);
    return new ChildLeaf(rest, marks);
  }

  @Override
  ChildLeaf slice(int from, int to) {
    byte[] marks = new byte[WIDTH_MAX + 1];
    System.arraycopy(marks(), from, marks, 0, to - from);
    return new ChildLeaf(Arrays.copyOfRange(nodes, from, to), marks);
  }

  @Override
  byte[] boundAt(int index) {
    return bound(nodes[index - 1], nodes[index]);
  }

  @Override
  ChildLeaf join(Children right, byte[] bound) {
    ChildLeaf that = (ChildLeaf) right;
    Znode[] both = Arrays.copyOf(nodes, nodes.length + that.nodes.length);
    System.arraycopy(that.nodes, 0, both, nodes.length, that.nodes.length);
    byte[] marks = marks();
    System.arraycopy(that.marks(), 0, marks, nodes.length, that.nodes.length);
    return new ChildLeaf(both, marks);
  }
}
