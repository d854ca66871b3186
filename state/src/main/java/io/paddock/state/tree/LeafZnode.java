package io.paddock.state.tree;

import io.paddock.protocol.message.Data;
import org.jspecify.annotations.Nullable;

/** A znode that has no children now. */
final class LeafZnode extends Znode {
  LeafZnode(byte[] content, AclList acl) {
    super(content, acl);
  }

  @Override
  public NodeStat nodeStat() {
    return Packed.stat(content);
  }

  @Override
  public Children children() {
    return Children.none();
  }

  @Override
  public byte[] packed() {
    return content;
  }

  @Override
  public long owner() {
    return Packed.owner(content);
  }

  @Override
  Znode with(NodeStat stat, AclList acl) {
    return new LeafZnode(Packed.repack(content, stat), acl);
  }

  @Override
  Znode withData(@Nullable Data data, NodeStat stat) {
    return new LeafZnode(
        Packed.pack(content, Packed.nameFrom(content), Packed.nameTo(content), stat, data), acl);
  }
}
