package io.paddock.state.tree;

import io.paddock.state.sorted.Sorted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts all that a tree keeps count of by walking through it: after loading, and to check that the
 * counts that are kept are right.
 */
final class Recount {
  private final List<String> idle = new ArrayList<>();
  private Census census = Census.NOTHING;
  private AclTable acls = AclTable.INITIAL;

  Recount(Znode root) {
    // The hash and the size of the path of each znode on the way to the current one.
    List<Long> hashes = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    TreeWalk walk = new TreeWalk(root, "/");
    while (walk.next()) {
      Znode znode = walk.znode();
      int depth = walk.depth();
      while (hashes.size() > depth) {
        hashes.remove(hashes.size() - 1);
        sizes.remove(sizes.size() - 1);
      }
      if (depth == 0) {
        hashes.add(Place.ROOT_HASH);
        sizes.add(0);
      } else {
        hashes.add(Place.childHash(hashes.get(depth - 1), znode.nameHash()));
        sizes.add(sizes.get(depth - 1) + 1 + znode.nameSize());
      }
      census = census.plus(znode, hashes.get(depth), Math.max(1, sizes.get(depth)));
      acls = acls.plus(znode.acl);
      if (Owner.isIdle(znode.owner())) {
        idle.add(walk.path());
      }
    }
  }

  Census census() {
    return census;
  }

  AclTable acls() {
    return acls;
  }

  Sorted<String> idle() {
    idle.sort(Comparator.naturalOrder());
    return Sorted.ofAscending(Comparator.naturalOrder(), idle);
  }
}
