package io.paddock.state.tree;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.path.PathRules;
import io.paddock.state.sorted.Sorted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All znodes and what is counted about them, immutable: each change gives a new tree that shares
 * what did not change.
 *
 * <p>The digest is the sum of a hash of each znode with its path, so that it can be kept up with
 * every change and does not depend on the order of changes.
 */
public final class Tree {
  private final Znode root;
  private final AclTable acls;
  private final Sorted<String> idle;
  private final Census census;

  private Tree(Znode root, AclTable acls, Sorted<String> idle, Census census) {
    this.root = root;
    this.acls = acls;
    this.idle = idle;
    this.census = census;
  }

  /**
   * The tree of a server that is new: the four built-in znodes (spec/semantics.md, sections 1, 6).
   */
  public static Tree initial() {
    Znode config = builtIn("config", AclList.READ_ONLY);
    Znode quota = builtIn("quota", AclList.OPEN);
    Znode zookeeper = builtIn("zookeeper", AclList.OPEN);
    zookeeper =
        zookeeper.withChildren(zookeeper.nodeStat(), Children.ofAscending(List.of(config, quota)));
    Znode root = builtIn("", AclList.OPEN);
    return ofRoot(root.withChildren(root.nodeStat(), Children.ofAscending(List.of(zookeeper))));
  }

  private static Znode builtIn(String name, AclList acl) {
    TreePath path = TreePath.of(name);
    NodeStat stat = NodeStat.created(0, 0, Owner.NONE);
    return Znode.of(Packed.pack(path.bytes(), 0, path.size(), stat, Data.EMPTY), acl);
  }

  /** The tree with this root; all that is counted is counted by walking through it. */
  static Tree ofRoot(Znode root) {
    Recount recount = new Recount(root);
    return new Tree(root, recount.acls(), recount.idle(), recount.census());
  }

  /** The same znodes with all counts and the digest computed anew; to check those that are kept. */
  public Tree recounted() {
    return ofRoot(root);
  }

  /** The root's znode. */
  public Znode root() {
    return root;
  }

  /** The number of znodes, the root and the built-in ones included, each once. */
  public long znodes() {
    return census.znodes();
  }

  /** The number of ephemerals. */
  public long ephemerals() {
    return census.ephemerals();
  }

  /** The sum of the sizes of all paths (UTF-8, the root's counts 0) and all data, in bytes. */
  public long dataBytes() {
    return census.dataBytes();
  }

  /** Equal for equal trees, and most likely different for different ones. */
  public long digest() {
    return census.digest();
  }

  /** The paths of all containers and TTL znodes, in order. */
  public Sorted<String> idlePaths() {
    return idle;
  }

  /** The ACLs of all znodes, each once, the open one first; depends on nothing but the znodes. */
  public List<AclList> aclLists() {
    return acls.lists();
  }

  /** The znode at this path, or null. The path need not be well-formed. */
  public @Nullable Znode find(String path) {
    return find(TreePath.of(path));
  }

  /** The znode at this path, or null. */
  public @Nullable Znode find(TreePath path) {
    byte[] bytes = path.bytes();
    int size = bytes.length;
    if (size == 0 || bytes[0] != '/' || path.isForeignBefore(size)) {
      return null;
    }
    Znode node = root;
    for (int from = 1; from < size; ) {
      int to = Place.slash(bytes, from, size);
      node = node.children().find(bytes, from, to, Znode.nameHash(bytes, from, to));
      // A slash at the end: there is no child without a name.
      if (node == null || to == size - 1) {
        return null;
      }
      from = to + 1;
    }
    return node;
  }

  /** The place of the znode at this path, or null. */
  public @Nullable Place locate(TreePath path) {
    return Place.locate(root, path, path.size());
  }

  /** The place of the znode at the path up to the last slash, or null; a root has no parent. */
  public @Nullable Place locateParent(TreePath path) {
    int slash = path.lastSlash();
    return slash < 0 ? null : Place.locate(root, path, Math.max(slash, 1));
  }

  /** Walks through all znodes. */
  public TreeWalk walk() {
    return new TreeWalk(root, PathRules.ROOT);
  }

  /** Walks through a znode of this tree and all below it. */
  public TreeWalk walk(Znode top, String path) {
    return new TreeWalk(top, path);
  }

  /** The number of znodes below this one. */
  public static long descendants(Znode znode) {
    TreeWalk walk = new TreeWalk(znode, PathRules.ROOT);
    long count = -1;
    while (walk.next()) {
      count++;
    }
    return count;
  }

  /**
   * With one more znode.
   *
   * @param parent where it goes; its pzxid becomes the new znode's czxid
   * @param path its path, well-formed; no such znode exists
   */
  public Tree insert(
      Place parent, TreePath path, NodeStat stat, List<Acl> acl, @Nullable Data data) {
    byte[] names = path.bytes();
    int nameFrom = path.lastSlash() + 1;
    AclList list = acls.interned(acl);
    Znode child = Znode.of(Packed.pack(names, nameFrom, names.length, stat, data), list);
    long nameHash = Znode.nameHash(names, nameFrom, names.length);
    Znode before = parent.znode();
    Znode after =
        before.withChildren(
            before.nodeStat().childCreated(stat.czxid()), before.children().with(child, nameHash));
    Census next =
        census
            .plus(child, Place.childHash(parent.pathHash(), nameHash), path.size())
            .restated(before, after, parent.pathHash());
    Sorted<String> idleNow = Owner.isIdle(stat.owner()) ? idle.with(path.toString()) : idle;
    return new Tree(parent.rootWith(after), acls.plus(list), idleNow, next);
  }

  /** Without a znode, which is not the root and has no children; the parent's pzxid is set. */
  public Tree remove(Place at, long zxid) {
    Znode child = at.znode();
    Znode before = at.parent();
    Znode after =
        before.withChildren(
            before.nodeStat().childDeleted(zxid), before.children().without(child, at.nameHash()));
    Census next =
        census
            .minus(child, at.pathHash(), at.path().size())
            .restated(before, after, at.parentHash());
    Sorted<String> idleNow =
        Owner.isIdle(child.owner()) ? idle.without(at.path().toString()) : idle;
    return new Tree(at.rootWithParent(after), acls.minus(child.acl), idleNow, next);
  }

  /** With other data and Stat for one znode. */
  public Tree withData(Place at, @Nullable Data data, NodeStat stat) {
    Znode before = at.znode();
    Znode after = before.withData(data, stat);
    Census next =
        census
            .minus(before, at.pathHash(), at.path().size())
            .plus(after, at.pathHash(), at.path().size());
    return new Tree(at.rootWith(after), acls, idle, next);
  }

  /** With another ACL and Stat for one znode. */
  public Tree withAcl(Place at, List<Acl> acl, NodeStat stat) {
    Znode before = at.znode();
    AclList list = acls.interned(acl);
    Znode after = before.with(stat, list);
    Census next = census.restated(before, after, at.pathHash());
    return new Tree(at.rootWith(after), acls.minus(before.acl).plus(list), idle, next);
  }
}
