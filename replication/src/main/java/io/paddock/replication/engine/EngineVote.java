package io.paddock.replication.engine;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.option.RaftMetaStorageOptions;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import io.paddock.replication.disk.VoteFile;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The engine's view of the {@link VoteFile}. A vote that cannot be stored is a failure of the
 * server: with it forgotten, it could vote twice.
 *
 * <p>Thread: the engine's, under its own lock.
 */
final class EngineVote implements RaftMetaStorage {
  private final VoteFile file;
  private final long lastTerm;
  private final Consumer<IOException> failed;
  private VoteFile.Vote vote = VoteFile.Vote.NONE;

  /**
   * A vote that is read when the engine starts.
   *
   * @param lastTerm of the log: a server whose vote file was lost with its directory has been in
   *     that term at least
   */
  EngineVote(VoteFile file, long lastTerm, Consumer<IOException> failed) {
    this.file = file;
    this.lastTerm = lastTerm;
    this.failed = failed;
  }

  @Override
  public boolean init(RaftMetaStorageOptions options) {
    try {
      vote = file.load();
      if (vote.term() < lastTerm) {
        vote = new VoteFile.Vote(lastTerm, "");
      }
      return true;
    } catch (IOException e) {
      failed.accept(e);
      return false;
    }
  }

  @Override
  public long getTerm() {
    return vote.term();
  }

  @Override
  public PeerId getVotedFor() {
    PeerId peer = PeerId.emptyPeer();
    if (!vote.vote().isEmpty()) {
      peer.parse(vote.vote());
    }
    return peer;
  }

  @Override
  public boolean setTerm(long term) {
    return store(new VoteFile.Vote(term, vote.vote()));
  }

  @Override
  public boolean setVotedFor(PeerId peerId) {
    return store(new VoteFile.Vote(vote.term(), name(peerId)));
  }

  @Override
  public boolean setTermAndVotedFor(long term, PeerId peerId) {
    return store(new VoteFile.Vote(term, name(peerId)));
  }

  private static String name(PeerId peer) {
    return peer.isEmpty() ? "" : peer.toString();
  }

  private boolean store(VoteFile.Vote next) {
    if (next.equals(vote)) {
      return true;
    }
    try {
      file.store(next);
      vote = next;
      return true;
    } catch (IOException e) {
      failed.accept(e);
      return false;
    }
  }

  @Override
  public void shutdown() {}
}
