package io.paddock.state.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The children of a znode: an immutable B-tree sorted by the bytes of their names. A change copies
 * one leaf and the inner nodes above it, and shares all else.
 *
 * <p>A full leaf hands its last child on to its right neighbour; if that is full too it splits in
 * the middle, and if there is none the last child becomes one. So leaves stay full where names come
 * more or less in ascending order, as sequence numbers do. A leaf that gets small joins a neighbour
 * if both fit into one. The same holds for inner nodes.
 */
public abstract sealed class Children implements Iterable<Znode> permits ChildLeaf, ChildInner {
  /** No children. */
  public static Children none() {
    return ChildLeaf.EMPTY;
  }

  /** Children whose names ascend strictly; else an IllegalArgumentException. */
  static Children ofAscending(List<Znode> children) {
    return ChildBuild.of(children);
  }

  /** The number of children. */
  public abstract int size();

  /** Whether there are none. */
  public final boolean isEmpty() {
    return size() == 0;
  }

  /** The number of children of a leaf, of kids of an inner node. */
  abstract int width();

  /** The most of them there may be. */
  abstract int widthMax();

  /** Whether there are so few of them that a neighbour should be joined. */
  final boolean isSmall() {
    return width() < widthMax() / 4;
  }

  abstract @Nullable Znode find(byte[] names, int from, int to, long nameHash);

  /** With this child in the place of the one with the same name, which must be there. */
  abstract Children replace(Znode child, long nameHash);

  /** With this child, whose name must be new; may come out one wider than the maximum. */
  abstract Children insert(Znode child, long nameHash);

  /** Without the child of this name, which must be there; may come out too small, even empty. */
  abstract Children remove(Znode child, long nameHash);

  /** The part from one index up to another, of children or kids. */
  abstract Children slice(int from, int to);

  /** A name that is greater than those before the index and not greater than those from it on. */
  abstract byte[] boundAt(int index);

  /** These, and then those of the right neighbour; {@code bound} lies between. */
  abstract Children join(Children right, byte[] bound);

  final Children with(Znode child, long nameHash) {
    Children grown = insert(child, nameHash);
    if (grown.width() <= grown.widthMax()) {
      return grown;
    }
    int at = grown.width() - 1;
    return ChildInner.ofTwo(grown.slice(0, at), grown.boundAt(at), grown.slice(at, grown.width()));
  }

  final Children without(Znode child, long nameHash) {
    Children rest = remove(child, nameHash);
    while (rest instanceof ChildInner inner && inner.width() <= 1) {
      rest = inner.width() == 0 ? none() : inner.kid(0);
    }
    return rest;
  }

  /** The children in the order of their names. */
  @Override
  public final Iterator<Znode> iterator() {
    return new ChildIterator(this, null);
  }

  /** The children whose names are not less than this one, in order: for pages of a long list. */
  public final Iterator<Znode> from(String name) {
    return new ChildIterator(this, name.getBytes(StandardCharsets.UTF_8));
  }

  /** The names, in order. */
  public final String[] names() {
    String[] names = new String[size()];
    int count = 0;
    for (Znode each : this) {
      names[count++] = each.name();
    }
    return names;
  }

  /** The shortest name that is greater than the left one and not greater than the right one. */
  static byte[] bound(Znode left, Znode right) {
    int rightFrom = Packed.nameFrom(right.content);
    int leftFrom = Packed.nameFrom(left.content);
    int same =
        Arrays.mismatch(
            left.content,
            leftFrom,
            Packed.nameTo(left.content),
            right.content,
            rightFrom,
            Packed.nameTo(right.content));
    return Arrays.copyOfRange(right.content, rightFrom, rightFrom + same + 1);
  }
}
