package io.paddock.state.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Kids side by side, all of the same height, and the bounds between them. */
final class ChildInner extends Children {
  /** The most kids; one more may be there for a moment, so that it can be split. */
  static final int WIDTH_MAX = 64;

  private final Children[] kids;
  private final Bounds bounds; // shared by all versions whose kids have the same bounds
  private final int size;

  ChildInner(Children[] kids, Bounds bounds) {
    this(kids, bounds, size(kids));
  }

  private ChildInner(Children[] kids, Bounds bounds, int size) {
    this.kids = kids;
    this.bounds = bounds;
    this.size = size;
  }

  static ChildInner ofTwo(Children left, byte[] bound, Children right) {
    Bounds bounds = new Bounds(new byte[][] {Bounds.UNUSED, bound});
    return new ChildInner(new Children[] {left, right}, bounds);
  }

  private static int size(Children[] kids) {
    int size = 0;
    for (Children each : kids) {
      size += each.size();
    }
    return size;
  }

  Children kid(int index) {
    return kids[index];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  int width() {
    return kids.length;
  }

  @Override
  int widthMax() {
    return WIDTH_MAX;
  }

  /** Index of the kid that has this name if any has it. */
  int kidOf(byte[] names, int from, int to) {
    return bounds.search(names, from, to);
  }

  private int kidOf(Znode child) {
    byte[] names = child.content;
    return kidOf(names, Packed.nameFrom(names), Packed.nameTo(names));
  }

  @Override
  @Nullable Znode find(byte[] names, int from, int to, long nameHash) {
    return kids[bounds.search(names, from, to)].find(names, from, to, nameHash);
  }

  @Override
  ChildInner replace(Znode child, long nameHash) {
    int at = kidOf(child);
    return withKid(at, kids[at].replace(child, nameHash), 0);
  }

  private ChildInner withKid(int at, Children kid, int growth) {
    Children[] changed = kids.clone();
    changed[at] = kid;
    return new ChildInner(changed, bounds, size + growth);
  }

  @Override
  ChildInner insert(Znode child, long nameHash) {
    int at = kidOf(child);
    Children grown = kids[at].insert(child, nameHash);
    if (grown.width() <= grown.widthMax()) {
      return withKid(at, grown, 1);
    }
    if (at == kids.length - 1) {
      return split(at, grown, grown.width() - 1);
    }
    return kids[at + 1].width() < grown.widthMax()
        ? handOn(at, grown)
        : split(at, grown, grown.width() / 2);
  }

  // The last of a kid that is too wide becomes the first of its right neighbour.
  private ChildInner handOn(int at, Children grown) {
    int last = grown.width() - 1;
    byte[] bound = grown.boundAt(last);
    Children[] changed = kids.clone();
    changed[at] = grown.slice(0, last);
    changed[at + 1] = grown.slice(last, last + 1).join(kids[at + 1], bounds.at(at + 1));
    return new ChildInner(changed, bounds.replace(at + 1, bound), size + 1);
  }

  private ChildInner split(int at, Children grown, int where) {
    Children[] more = new Children[kids.length + 1];
    System.arraycopy(kids, 0, more, 0, at);
    System.arraycopy(kids, at + 1, more, at + 2, kids.length - at - 1);
    more[at] = grown.slice(0, where);
    more[at + 1] = grown.slice(where, grown.width());
    return new ChildInner(more, bounds.insert(at + 1, grown.boundAt(where)), size + 1);
  }

  @Override
  ChildInner remove(Znode child, long nameHash) {
    int at = kidOf(child);
    Children rest = kids[at].remove(child, nameHash);
    int width = rest.width();
    if (width == 0) {
      return withoutKid(at);
    }
    if (rest.isSmall()) {
      if (at + 1 < kids.length && width + kids[at + 1].width() <= rest.widthMax()) {
        return joined(at, rest, kids[at + 1]);
      }
      if (at > 0 && kids[at - 1].width() + width <= rest.widthMax()) {
        return joined(at - 1, kids[at - 1], rest);
      }
    }
    return withKid(at, rest, -1);
  }

  // The kids at this index and after it become one.
  private ChildInner joined(int at, Children left, Children right) {
    Children[] fewer = without(at + 1);
    fewer[at] = left.join(right, bounds.at(at + 1));
    return new ChildInner(fewer, bounds.remove(at + 1), size - 1);
  }

  // Without the first kid the second is the first: its bound does not count any more.
  private ChildInner withoutKid(int at) {
    return new ChildInner(without(at), bounds.remove(at), size - 1);
  }

  private Children[] without(int at) {
    Children[] fewer = new Children[kids.length - 1];
    System.arraycopy(kids, 0, fewer, 0, at);
    System.arraycopy(kids, at + 1, fewer, at, fewer.length - at);
    return fewer;
  }

  @Override
  ChildInner slice(int from, int to) {
    return new ChildInner(Arrays.copyOfRange(kids, from, to), bounds.slice(from, to));
  }

  @Override
  byte[] boundAt(int index) {
    return bounds.at(index);
  }

  @Override
  ChildInner join(Children right, byte[] bound) {
    ChildInner that = (ChildInner) right;
    Children[] both = Arrays.copyOf(kids, kids.length + that.kids.length);
    System.arraycopy(that.kids, 0, both, kids.length, that.kids.length);
    return new ChildInner(both, bounds.join(bound, that.bounds), size + that.size);
  }
}
