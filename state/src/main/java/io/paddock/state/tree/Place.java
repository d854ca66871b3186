package io.paddock.state.tree;

import io.paddock.state.digest.Hash64;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A znode of one tree together with its ancestors: what it takes to put another in its place.
 * Immutable. Paths may be deep, so nothing here recurses along them.
 */
public final class Place {
  /** The hash of the root's path. */
  static final long ROOT_HASH = 0x51a7_e3c9_04d2_b68fL;

  private final Znode[] nodes; // the root first
  private final long[] nameHashes; // of each of them
  private final long[] pathHashes; // of each of them
  private final int last;
  private final TreePath path; // may go on below this place

  private Place(Znode[] nodes, long[] nameHashes, long[] pathHashes, int last, TreePath path) {
    this.nodes = nodes;
    this.nameHashes = nameHashes;
    this.pathHashes = pathHashes;
    this.last = last;
    this.path = path;
  }

  /** The place of the first {@code size} bytes of the path, or null if no znode is there. */
  static @Nullable Place locate(Znode root, TreePath path, int size) {
    byte[] bytes = path.bytes();
    if (size == 0 || bytes[0] != '/' || path.isForeignBefore(size)) {
      return null;
    }
    Znode[] nodes = new Znode[4];
    long[] nameHashes = new long[4];
    long[] pathHashes = new long[4];
    nodes[0] = root;
    pathHashes[0] = ROOT_HASH;
    int last = 0;
    for (int from = 1, to; from < size || (last > 0 && from == size); from = to + 1) {
      to = slash(bytes, from, size);
      long nameHash = Znode.nameHash(bytes, from, to);
      Znode child = nodes[last].children().find(bytes, from, to, nameHash);
      if (child == null) {
        return null;
      }
      if (++last == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * last);
        nameHashes = Arrays.copyOf(nameHashes, 2 * last);
        pathHashes = Arrays.copyOf(pathHashes, 2 * last);
      }
      nodes[last] = child;
      nameHashes[last] = nameHash;
      pathHashes[last] = childHash(pathHashes[last - 1], nameHash);
    }
    return new Place(nodes, nameHashes, pathHashes, last, path);
  }

  static int slash(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '/') {
      at++;
    }
    return at;
  }

  /** The hash of the path of a child. */
  static long childHash(long parentHash, long nameHash) {
    return Hash64.mix(parentHash, nameHash);
  }

  /** The znode that is here. */
  public Znode znode() {
    return nodes[last];
  }

  /** Its parent; the root has none. */
  public Znode parent() {
    return nodes[last - 1];
  }

  /** Whether this is the root's place. */
  public boolean isRoot() {
    return last == 0;
  }

  /** The path by which it was found; that of a parent's place goes on to the child. */
  TreePath path() {
    return path;
  }

  long pathHash() {
    return pathHashes[last];
  }

  long parentHash() {
    return pathHashes[last - 1];
  }

  long nameHash() {
    return nameHashes[last];
  }

  /** The root of the tree that has this znode here and is otherwise the same. */
  Znode rootWith(Znode changed) {
    return rootWith(changed, last);
  }

  /** The same for the parent's place. */
  Znode rootWithParent(Znode changed) {
    return rootWith(changed, last - 1);
  }

  private Znode rootWith(Znode changed, int depth) {
    Znode node = changed;
    for (int i = depth - 1; i >= 0; i--) {
      Znode parent = nodes[i];
      Children children = parent.children().replace(node, nameHashes[i + 1]);
      node = parent.withChildren(parent.nodeStat(), children);
    }
    return node;
  }
}
