package io.paddock.state.tree;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.Stat;
import io.paddock.state.digest.Hash64;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree: immutable, knows its own name only, not where it hangs.
 *
 * <p>Two forms, for the sake of memory: {@link LeafZnode} keeps all but the ACL in one byte array,
 * {@link ParentZnode} has what a znode with children needs. Which one a znode has makes no
 * difference to anybody outside this package.
 */
public abstract sealed class Znode permits LeafZnode, ParentZnode {
  final byte[] content; // see Packed; of a ParentZnode only the name and the data count
  final AclList acl;

  Znode(byte[] content, AclList acl) {
    this.content = content;
    this.acl = acl;
  }

  /** A znode without children; for the content see {@link Packed#pack}. */
  static Znode of(byte[] content, AclList acl) {
    return new LeafZnode(content, acl);
  }

  /** What is stored about it. */
  public abstract NodeStat nodeStat();

  /** Its children, in the order of their names' bytes. */
  public abstract Children children();

  abstract Znode with(NodeStat stat, AclList acl);

  abstract Znode withData(@Nullable Data data, NodeStat stat);

  /** Who it goes with: see {@link Owner}. */
  public abstract long owner();

  final Znode withChildren(NodeStat stat, Children children) {
    return new ParentZnode(content, acl, stat, children);
  }

  /** The last component of its path; empty for the root. */
  public final String name() {
    int from = Packed.nameFrom(content);
    return new String(content, from, Packed.nameTo(content) - from, StandardCharsets.UTF_8);
  }

  final int nameSize() {
    return Packed.nameTo(content) - Packed.nameFrom(content);
  }

  final boolean isNamed(byte[] names, int from, int to) {
    return Arrays.equals(
        content, Packed.nameFrom(content), Packed.nameTo(content), names, from, to);
  }

  /** Negative, 0 or positive: how its name compares with another, by their bytes, unsigned. */
  final int compareName(byte[] names, int from, int to) {
    return Packed.compareNames(content, names, from, to);
  }

  final int compareName(Znode other) {
    return compareName(other.content, Packed.nameFrom(other.content), Packed.nameTo(other.content));
  }

  /** A copy of its data; null is not the same as empty. */
  public final @Nullable Data data() {
    if (!Packed.hasData(content)) {
      return null;
    }
    int from = Packed.dataFrom(content);
    return Data.of(content, from, content.length - from);
  }

  /** Whether its data is not null. */
  public final boolean hasData() {
    return Packed.hasData(content);
  }

  /** The number of bytes of its data, 0 if it is null. */
  public final int dataLength() {
    return content.length - Packed.dataFrom(content);
  }

  /** Copies its data, if any, into {@code target} from {@code offset} on. */
  public final void copyData(byte[] target, int offset) {
    int from = Packed.dataFrom(content);
    System.arraycopy(content, from, target, offset, content.length - from);
  }

  /** As clients see it (spec/wire.md, section 6). */
  public final Stat stat() {
    return nodeStat().toStat(dataLength(), children().size());
  }

  /** Its ACL, immutable. */
  public final List<Acl> acl() {
    return acl.entries();
  }

  /** Its ACL as the object that all znodes with an equal one share. */
  public final AclList aclList() {
    return acl;
  }

  /** All of it but ACL and children in one array, for snapshots; not to be changed. */
  public abstract byte[] packed();

  /** Whether it goes with a session. */
  public final boolean isEphemeral() {
    return Owner.isSession(owner());
  }

  /** The child with this name, or null. */
  public final @Nullable Znode child(String name) {
    TreePath path = TreePath.of(name);
    return child(path, 0, path.size());
  }

  /** The child whose name is this part of a path, or null. */
  public final @Nullable Znode child(TreePath path, int from, int to) {
    byte[] bytes = path.bytes();
    return path.isForeignBefore(to)
        ? null
        : children().find(bytes, from, to, nameHash(bytes, from, to));
  }

  static long nameHash(byte[] names, int from, int to) {
    return Hash64.of(names, from, to);
  }

  final long nameHash() {
    return nameHash(content, Packed.nameFrom(content), Packed.nameTo(content));
  }

  // The digest of a znode is the sum of two hashes, so that a change of Stat alone need not read
  // the data again: that of a large parent changes with each of its children.

  final long dataHash(long pathHash) {
    int from = Packed.dataFrom(content);
    long hash = Packed.hasData(content) ? Hash64.of(content, from, content.length) : 0;
    return Hash64.mix(pathHash, hash);
  }

  final long statHash(long pathHash) {
    return nodeStat().hash(Hash64.mix(pathHash, acl.hash()));
  }

  @Override
  public final String toString() {
    return name() + " " + stat();
  }
}
