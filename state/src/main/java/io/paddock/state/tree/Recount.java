package io.paddock.state.tree;

import io.paddock.state.sorted.Sorted;
import java.util.ArrayList;
import java.util.Arrays;
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
  private AclList acl = AclList.OPEN; // of the last znodes
  private long aclRun; // how many of them have it

  // The hash and the size of the path of each znode on the way to the current one.
  private long[] hashes = new long[16];
  private int[] sizes = new int[16];

  Recount(Znode root) {
    TreeWalk walk = new TreeWalk(root, "/");
    while (walk.next()) {
      count(walk, walk.znode());
    }
    endAclRun();
  }

  private void count(TreeWalk walk, Znode znode) {
    int depth = walk.depth();
    if (depth == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * depth);
      sizes = Arrays.copyOf(sizes, 2 * depth);
    }
    hashes[depth] =
        depth == 0 ? Place.ROOT_HASH : Place.childHash(hashes[depth - 1], znode.nameHash());
    sizes[depth] = depth == 0 ? 0 : sizes[depth - 1] + 1 + znode.nameSize();
    census = census.plus(znode, hashes[depth], Math.max(1, sizes[depth]));
    if (znode.acl != acl) {
      endAclRun();
      acl = znode.acl;
    }
    aclRun++;
    if (Owner.isIdle(znode.owner())) {
      idle.add(walk.path());
    }
  }

  private void endAclRun() {
    acls = acls.changed(acl, aclRun);
    aclRun = 0;
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
