package io.paddock.state.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tree from packed znodes that come parents before children, children by name: the way a
 * {@link TreeWalk} meets them. Children are put together bottom up, with full leaves.
 *
 * <p>Thread: its owner.
 */
public final class TreeBuilder {
  private static final int TRUSTED_COUNT = 1 << 16;

  private final List<Open> open = new ArrayList<>(); // whose children are still coming, root first
  private final BiConsumer<Long, String> ephemerals;
  private @Nullable Znode root;

  /** Begins; {@code ephemerals} is told the session and the path of each ephemeral. */
  public TreeBuilder(BiConsumer<Long, String> ephemerals) {
    this.ephemerals = ephemerals;
  }

  /** A znode that waits for its children. */
  private static final class Open {
    final LeafZnode node;
    final int size;
    final List<Znode> children;

    Open(LeafZnode node, int size) {
      this.node = node;
      this.size = size;
      // The count may be nonsense: do not allocate on its word alone.
      children = new ArrayList<>(Math.min(size, TRUSTED_COUNT));
    }
  }

  /** Whether the root has all its descendants. */
  public boolean isComplete() {
    return root != null;
  }

  /**
   * Adds the next znode.
   *
   * @param packed its packed form; belongs to the tree from now on
   * @param children how many children it has: they come next
   * @throws IllegalArgumentException if that is no znode or is out of place
   */
  public void add(byte[] packed, AclList acl, int children) {
    if (root != null || !Packed.isWellFormed(packed)) {
      throw new IllegalArgumentException("a znode is malformed or one too many");
    }
    LeafZnode node = new LeafZnode(packed, acl);
    checkName(node);
    if (node.isEphemeral()) {
      ephemerals.accept(node.owner(), path(node));
    }
    if (children > 0) {
      open.add(new Open(node, children));
    } else {
      close(node);
    }
  }

  private void checkName(LeafZnode node) {
    boolean good =
        open.isEmpty() ? node.nameSize() == 0 : node.nameSize() > 0 && node.name().indexOf('/') < 0;
    if (!good) {
      throw new IllegalArgumentException("no znode can have the name '" + node.name() + "'");
    }
  }

  // A znode is complete: it goes to its parent, which may be complete then, and so on.
  private void close(Znode complete) {
    Znode node = complete;
    while (!open.isEmpty()) {
      Open parent = open.get(open.size() - 1);
      parent.children.add(node);
      if (parent.children.size() < parent.size) {
        return;
      }
      open.remove(open.size() - 1);
      node =
          parent.node.withChildren(parent.node.nodeStat(), Children.ofAscending(parent.children));
    }
    root = node;
  }

  private String path(Znode node) {
    StringBuilder path = new StringBuilder();
    for (int i = 1; i < open.size(); i++) {
      path.append('/').append(open.get(i).node.name());
    }
    return path.append('/').append(node.name()).toString();
  }

  /** The tree, once it is complete. */
  public Tree tree() {
    if (root == null) {
      throw new IllegalStateException("znodes are missing");
    }
    return Tree.ofRoot(root);
  }
}
