package io.paddock.state.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Children side by side, and for each a mark: one byte of the hash of its name. Looking a name up
 * compares marks, eight at a time, and mostly touches one znode only. The marks are shared by all
 * versions of a leaf that have the same names.
 */
final class ChildLeaf extends Children {
  static final ChildLeaf EMPTY = new ChildLeaf(new Znode[0], new byte[0]);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private final Znode[] nodes;
  private final byte[] marks;

  ChildLeaf(Znode[] nodes, byte[] marks) {
    this.nodes = nodes;
    this.marks = marks;
  }

  static byte mark(long nameHash) {
    return (byte) (nameHash >>> 56);
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
  @Nullable Znode find(byte[] names, int from, int to, long nameHash) {
    int index = indexOf(names, from, to, mark(nameHash));
    return index < 0 ? null : nodes[index];
  }

  private int indexOf(byte[] names, int from, int to, byte mark) {
    long wanted = (mark & 0xffL) * ONES;
    int at = 0;
    for (int last = marks.length - 8; at <= last; at += 8) {
      long word = (long) LONGS.get(marks, at) ^ wanted;
      // The top bit of each byte that became 0; now and then one more, which the name rules out.
      long hits = (word - ONES) & ~word & TOPS;
      while (hits != 0) {
        int index = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (nodes[index].isNamed(names, from, to)) {
          return index;
        }
        hits &= hits - 1;
      }
    }
    for (; at < marks.length; at++) {
      if (marks[at] == mark && nodes[at].isNamed(names, from, to)) {
        return at;
      }
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
    return new ChildLeaf(changed, marks);
  }

  @Override
  ChildLeaf insert(Znode child, long nameHash) {
    byte[] names = child.content;
    int at = ceiling(names, Packed.nameFrom(names), Packed.nameTo(names));
    Znode[] grown = new Znode[nodes.length + 1];
    System.arraycopy(nodes, 0, grown, 0, at);
    System.arraycopy(nodes, at, grown, at + 1, nodes.length - at);
    grown[at] = child;
    byte[] grownMarks = new byte[grown.length];
    System.arraycopy(marks, 0, grownMarks, 0, at);
    System.arraycopy(marks, at, grownMarks, at + 1, marks.length - at);
    grownMarks[at] = mark(nameHash);
    return new ChildLeaf(grown, grownMarks);
  }

  @Override
  ChildLeaf remove(Znode child, long nameHash) {
    int at = present(child, nameHash);
    Znode[] rest = new Znode[nodes.length - 1];
    System.arraycopy(nodes, 0, rest, 0, at);
    System.arraycopy(nodes, at + 1, rest, at, rest.length - at);
    byte[] restMarks = new byte[rest.length];
    System.arraycopy(marks, 0, restMarks, 0, at);
    System.arraycopy(marks, at + 1, restMarks, at, rest.length - at);
    return new ChildLeaf(rest, restMarks);
  }

  @Override
  ChildLeaf slice(int from, int to) {
    Znode[] part = new Znode[to - from];
    System.arraycopy(nodes, from, part, 0, part.length);
    byte[] partMarks = new byte[part.length];
    System.arraycopy(marks, from, partMarks, 0, part.length);
    return new ChildLeaf(part, partMarks);
  }

  @Override
  byte[] boundAt(int index) {
    return bound(nodes[index - 1], nodes[index]);
  }

  @Override
  ChildLeaf join(Children right, byte[] bound) {
    ChildLeaf that = (ChildLeaf) right;
    Znode[] both = new Znode[nodes.length + that.nodes.length];
    System.arraycopy(nodes, 0, both, 0, nodes.length);
    System.arraycopy(that.nodes, 0, both, nodes.length, that.nodes.length);
    byte[] bothMarks = new byte[both.length];
    System.arraycopy(marks, 0, bothMarks, 0, marks.length);
    System.arraycopy(that.marks, 0, bothMarks, marks.length, that.marks.length);
    return new ChildLeaf(both, bothMarks);
  }
}
