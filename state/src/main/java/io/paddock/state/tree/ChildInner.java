package io.paddock.state.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kids side by side, all of the same height, and between them bounds: the names in kid {@code i}
 * are not less than bound {@code i} and less than bound {@code i + 1}. Bound 0 is never looked at.
 */
final class ChildInner extends Children {
  private static final byte[] UNUSED = {};

  private final Children[] kids;
  private final byte[][] bounds;
  private final int size;

  ChildInner(Children[] kids, byte[][] bounds) {
    this(kids, bounds, size(kids));
  }

  private ChildInner(Children[] kids, byte[][] bounds, int size) {
    this.kids = kids;
    this.bounds = bounds;
    this.size = size;
  }

  static ChildInner ofTwo(Children left, byte[] bound, Children right) {
    return new ChildInner(new Children[] {left, right}, new byte[][] {UNUSED, bound});
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

  /** Index of the kid that has this name if any has it. */
  int kidOf(byte[] names, int from, int to) {
    int low = 0;
    int high = kids.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      byte[] bound = bounds[middle];
      if (Arrays.compareUnsigned(bound, 0, bound.length, names, from, to) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int kidOf(Znode child) {
    byte[] names = child.content;
    return kidOf(names, Packed.nameFrom(names), Packed.nameTo(names));
  }

  @Override
  @Nullable Znode find(byte[] names, int from, int to, long nameHash) {
    return kids[kidOf(names, from, to)].find(names, from, to, nameHash);
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
    if (grown.width() <= WIDTH_MAX) {
      return withKid(at, grown, 1);
    }
    if (at == kids.length - 1) {
      return split(at, grown, WIDTH_MAX);
    }
    return kids[at + 1].width() < WIDTH_MAX
        ? handOn(at, grown)
        : split(at, grown, grown.width() / 2);
  }

  // The last of a kid that is too wide becomes the first of its right neighbour.
  private ChildInner handOn(int at, Children grown) {
    int last = grown.width() - 1;
    byte[] bound = grown.boundAt(last);
    Children[] changed = kids.clone();
    changed[at] = grown.slice(0, last);
    changed[at + 1] = grown.slice(last, last + 1).join(kids[at + 1], bounds[at + 1]);
    byte[][] changedBounds = bounds.clone();
    changedBounds[at + 1] = bound;
    return new ChildInner(changed, changedBounds, size + 1);
  }

  private ChildInner split(int at, Children grown, int where) {
    Children[] more = new Children[kids.length + 1];
    System.arraycopy(kids, 0, more, 0, at);
    System.arraycopy(kids, at + 1, more, at + 2, kids.length - at - 1);
    more[at] = grown.slice(0, where);
    more[at + 1] = grown.slice(where, grown.width());
    byte[][] moreBounds = new byte[more.length][];
    System.arraycopy(bounds, 0, moreBounds, 0, at + 1);
    System.arraycopy(bounds, at + 1, moreBounds, at + 2, kids.length - at - 1);
    moreBounds[at + 1] = grown.boundAt(where);
    return new ChildInner(more, moreBounds, size + 1);
  }

  @Override
  ChildInner remove(Znode child, long nameHash) {
    int at = kidOf(child);
    Children rest = kids[at].remove(child, nameHash);
    int width = rest.width();
    if (width == 0) {
      return withoutKid(at);
    }
    if (width < WIDTH_MIN) {
      if (at + 1 < kids.length && width + kids[at + 1].width() <= WIDTH_MAX) {
        return joined(at, rest, kids[at + 1]);
      }
      if (at > 0 && kids[at - 1].width() + width <= WIDTH_MAX) {
        return joined(at - 1, kids[at - 1], rest);
      }
    }
    return withKid(at, rest, -1);
  }

  // The kids at this index and after it become one.
  private ChildInner joined(int at, Children left, Children right) {
    Children[] fewer = without(kids, at + 1, new Children[kids.length - 1]);
    fewer[at] = left.join(right, bounds[at + 1]);
    byte[][] fewerBounds = without(bounds, at + 1, new byte[kids.length - 1][]);
    return new ChildInner(fewer, fewerBounds, size - 1);
  }

  private ChildInner withoutKid(int at) {
    Children[] fewer = without(kids, at, new Children[kids.length - 1]);
    // Without the first kid the second is the first: its bound is not looked at any more.
    byte[][] fewerBounds = without(bounds, at, new byte[kids.length - 1][]);
    return new ChildInner(fewer, fewerBounds, size - 1);
  }

  private static <T> T[] without(T[] all, int at, T[] fewer) {
    System.arraycopy(all, 0, fewer, 0, at);
    System.arraycopy(all, at + 1, fewer, at, fewer.length - at);
    return fewer;
  }

  @Override
  ChildInner slice(int from, int to) {
    return new ChildInner(Arrays.copyOfRange(kids, from, to), Arrays.copyOfRange(bounds, from, to));
  }

  @Override
  byte[] boundAt(int index) {
    return bounds[index];
  }

  @Override
  ChildInner join(Children right, byte[] bound) {
    ChildInner that = (ChildInner) right;
    Children[] both = Arrays.copyOf(kids, kids.length + that.kids.length);
    System.arraycopy(that.kids, 0, both, kids.length, that.kids.length);
    byte[][] bothBounds = Arrays.copyOf(bounds, both.length);
    System.arraycopy(that.bounds, 0, bothBounds, kids.length, that.kids.length);
    bothBounds[kids.length] = bound;
    return new ChildInner(both, bothBounds, size + that.size);
  }
}
