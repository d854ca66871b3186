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
  private final Leading leading;
  private final Object tellingLock = new Object();
  private long toldTerm; // guarded by tellingLock
  private long toldIndex; // guarded by tellingLock
  private int leader;
  private long term;
  private long index;
  private boolean isNew;

  /** What this server knows of its own leading. */
  interface Leading {
    /** The term it leads in, an entry of which is committed; or 0. */
    long term();

    /** How far the log is committed. */
    long committedIndex();

    /** Whether it leads in this term still, as the engine knows, which hears of the end first. */
    boolean leadsIn(long term);
  }

  /**
   * News from and to this member.
   *
   * @param engine handles a request as if it had come from the leader's engine, and answers
   */
  CommitNews(
      int self,
      String group,
      PeerNetwork network,
      Function<AppendEntriesRequest, @Nullable Object> engine,
      Leading leading) {
    this.self = self;
    this.group = group;
    this.network = network;
    this.engine = engine;
    this.leading = leading;
  }

  /** An entry of this term is committed and applied. Nothing is told if another member leads. */
  void committed(long itsTerm, long itsIndex) {
    if (leading.term() == itsTerm) {
      tell(itsTerm, itsIndex);
    }
  }

  private void tell(long itsTerm, long itsIndex) {
    synchronized (tellingLock) {
      if (isTold(itsTerm, itsIndex)) {
        return;
      }
      toldTerm = itsTerm;
      toldIndex = itsIndex;
    }
    for (int each : network.connected()) {
      ByteBuffer news = ByteBuffer.allocate(BYTES).putLong(itsTerm).putLong(itsIndex).flip();
      network.send(each, FrameKind.COMMITTED, news);
    }
  }

  private boolean isTold(long itsTerm, long itsIndex) {
    return itsTerm < toldTerm || (itsTerm == toldTerm && itsIndex <= toldIndex);
  }

  /** Another member has answered this one's engine, which may have made entries committed. */
  void answered() {
    long itsTerm = leading.term();
    if (itsTerm == 0) {
      return;
    }
    long itsIndex = leading.committedIndex();
    synchronized (tellingLock) {
      if (isTold(itsTerm, itsIndex)) {
        return;
      }
    }
    // Asked after the index was read: it may be another leader's otherwise, of whose entry a
    // follower could still have this term's instead.
    if (leading.leadsIn(itsTerm)) {
      tell(itsTerm, itsIndex);
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
