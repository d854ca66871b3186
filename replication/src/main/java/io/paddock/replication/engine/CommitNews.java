package io.paddock.replication.engine;

import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import io.paddock.replication.peer.PeerNetwork;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells followers at once how far the leader's log is committed. The engine tells them with the
 * next entries or the next heartbeat, up to a quarter of a second later, and a lone write that came
 * through a follower would wait for that.
 *
 * <p>The news is the term of the leader and the index of an entry of that term. A follower hands it
 * to its engine as what it is in Raft: a heartbeat that names this entry as the one before and as
 * committed. The engine takes it only if it has that very entry; if it has not yet, the news is
 * handed over again when that leader's entries have come, and at no other time: to the engine it is
 * a sign of the leader's life, and one that somebody else causes would keep a dead leader in
 * office.
 *
 * <p>Thread: {@link #committed} the applier's; the rest the network's, of any member.
 */
final class CommitNews {
  private static final int BYTES = 2 * Long.BYTES;

  private final int self;
  private final String group;
  private final PeerNetwork network;
  private final Function<AppendEntriesRequest, @Nullable Object> engine;
  private int leader;
  private long term;
  private long index;
  private boolean isNew;

  /**
   * News from and to this member.
   *
   * @param engine handles a request as if it had come from the leader's engine, and answers
   */
  CommitNews(
      int self,
      String group,
      PeerNetwork network,
      Function<AppendEntriesRequest, @Nullable Object> engine) {
    this.self = self;
    this.group = group;
    this.network = network;
    this.engine = engine;
  }

  /** This server leads in this term, and an entry of this term is committed. */
  void committed(long itsTerm, long itsIndex) {
    for (int each : network.connected()) {
      ByteBuffer news = ByteBuffer.allocate(BYTES).putLong(itsTerm).putLong(itsIndex).flip();
      network.send(each, FrameKind.COMMITTED, news);
    }
  }

  /** A leader has news. */
  synchronized void heard(int member, ByteBuffer content) {
    long itsTerm = content.getLong();
    long itsIndex = content.getLong();
    if (itsTerm > term || (itsTerm == term && itsIndex > index)) {
      leader = member;
      term = itsTerm;
      index = itsIndex;
      isNew = true;
      handOver();
    }
  }

  /** Entries have come from this member. */
  synchronized void appended(int member) {
    if (isNew && member == leader) {
      handOver();
    }
  }

  private void handOver() {
    AppendEntriesRequest heartbeat =
        AppendEntriesRequest.newBuilder()
            .setGroupId(group)
            .setServerId(EngineNames.peer(leader).toString())
            .setPeerId(EngineNames.peer(self).toString())
            .setTerm(term)
            .setPrevLogTerm(term)
            .setPrevLogIndex(index)
            .setCommittedIndex(index)
            .build();
    isNew =
        engine.apply(heartbeat) instanceof AppendEntriesResponse answer
            && !answer.getSuccess()
            && answer.getTerm() <= term;
  }
}
