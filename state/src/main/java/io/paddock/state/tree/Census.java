package io.paddock.state.tree;

/** What is counted about a tree. */
record Census(long znodes, long ephemerals, long dataBytes, long digest) {
  static final Census NOTHING = new Census(0, 0, 0, 0);

  /** With a znode; the size of the root's path counts as 0. */
  Census plus(Znode znode, long pathHash, int pathSize) {
    return new Census(
        znodes + 1,
        ephemerals + (znode.isEphemeral() ? 1 : 0),
        dataBytes + pathBytes(pathSize) + znode.dataLength(),
        digest + znode.dataHash(pathHash) + znode.statHash(pathHash));
  }

  /** Without a znode. */
  Census minus(Znode znode, long pathHash, int pathSize) {
    return new Census(
        znodes - 1,
        ephemerals - (znode.isEphemeral() ? 1 : 0),
        dataBytes - pathBytes(pathSize) - znode.dataLength(),
        digest - znode.dataHash(pathHash) - znode.statHash(pathHash));
  }

  /** After a change of a znode that left its data alone. */
  Census restated(Znode before, Znode after, long pathHash) {
    return new Census(
        znodes,
        ephemerals,
        dataBytes,
        digest - before.statHash(pathHash) + after.statHash(pathHash));
  }

  private static int pathBytes(int pathSize) {
    return pathSize == 1 ? 0 : pathSize;
  }
}
