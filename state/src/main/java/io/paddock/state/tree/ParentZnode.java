package io.paddock.state.tree;

import io.paddock.protocol.message.Data;
import org.jspecify.annotations.Nullable;

/** A znode that has children, or has had some since it was last packed. */
final class ParentZnode extends Znode {
  private final NodeStat stat;
  private final Children children;

  ParentZnode(byte[] content, AclList acl, NodeStat stat, Children children) {
    super(content, acl);
    this.stat = stat;
    this.children = children;
  }

  @Override
  public NodeStat nodeStat() {
    return stat;
  }

  @Override
  public Children children() {
    return children;
  }

  @Override
  public byte[] packed() {
    return Packed.repack(content, stat);
  }

  @Override
  public long owner() {
    return stat.owner();
  }

  @Override
  Znode with(NodeStat stat, AclList acl) {
    return new ParentZnode(content, acl, stat, children);
  }

  @Override
  Znode withData(@Nullable Data data, NodeStat stat) {
    byte[] packed =
        Packed.pack(content, Packed.nameFrom(content), Packed.nameTo(content), stat, data);
    return new ParentZnode(packed, acl, stat, children);
  }
}
