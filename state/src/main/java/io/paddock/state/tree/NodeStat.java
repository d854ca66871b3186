package io.paddock.state.tree;

import io.paddock.protocol.message.Stat;
import io.paddock.state.digest.Hash64;

/**
 * What is stored about a znode besides name, data, ACL and children, and the arithmetic of its
 * changes (spec/semantics.md, section 1).
 *
 * @param creates number of children ever created; stays at 2^31-1 when it gets there
 * @param owner see {@link Owner}
 */
public record NodeStat(
    long czxid,
    long mzxid,
    long pzxid,
    long ctime,
    long mtime,
    int version,
    int creates,
    int aversion,
    long owner) {
  /** Of a znode that is created now. */
  public static NodeStat created(long zxid, long timeMs, long owner) {
    return new NodeStat(zxid, zxid, zxid, timeMs, timeMs, 0, 0, 0, owner);
  }

  /** After a change of data. The version wraps. */
  public NodeStat dataChanged(long zxid, long timeMs) {
    return new NodeStat(czxid, zxid, pzxid, ctime, timeMs, version + 1, creates, aversion, owner);
  }

  /** After a change of the ACL. */
  public NodeStat aclChanged() {
    return new NodeStat(czxid, mzxid, pzxid, ctime, mtime, version, creates, aversion + 1, owner);
  }

  /** After the creation of a child. */
  public NodeStat childCreated(long zxid) {
    int next = creates == Integer.MAX_VALUE ? creates : creates + 1;
    return new NodeStat(czxid, mzxid, zxid, ctime, mtime, version, next, aversion, owner);
  }

  /** After the deletion of a child. */
  public NodeStat childDeleted(long zxid) {
    return new NodeStat(czxid, mzxid, zxid, ctime, mtime, version, creates, aversion, owner);
  }

  /** As clients see it. */
  public Stat toStat(int dataLength, int numChildren) {
    return new Stat(
        czxid,
        mzxid,
        ctime,
        mtime,
        version,
        2 * creates - numChildren,
        aversion,
        Owner.isSession(owner) ? owner : 0,
        dataLength,
        numChildren,
        pzxid);
  }

  /** All of it in the light of another hash. */
  long hash(long seed) {
    long hash = Hash64.mix(seed, czxid);
    hash = Hash64.mix(hash, mzxid);
    hash = Hash64.mix(hash, pzxid);
    hash = Hash64.mix(hash, ctime);
    hash = Hash64.mix(hash, mtime);
    hash = Hash64.mix(hash, ((long) version << 32) | (creates & 0xffff_ffffL));
    hash = Hash64.mix(hash, aversion);
    return Hash64.mix(hash, owner);
  }
}
