package io.paddock.replication.peer;

import io.paddock.replication.ledger.Member;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** The network of a server that is alone. Thread: any. */
public final class NoPeers implements PeerNetwork {
  @Override
  public void start(long incarnation, PeerListener listener) {}

  @Override
  public void members(List<Member> members) {}

  @Override
  public boolean send(int member, byte kind, ByteBuffer... parts) {
    return false;
  }

  @Override
  public Set<Integer> connected() {
    return Set.of();
  }

  @Override
  public long queuedBytes(int member) {
    return 0;
  }

  @Override
  public void close() {}
}
