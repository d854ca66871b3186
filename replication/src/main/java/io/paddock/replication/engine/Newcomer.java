package io.paddock.replication.engine;

import io.paddock.replication.disk.NumberFile;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.peer.PeerNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member that starts with an empty disk: it may be one of a new ensemble, or one that has lost
 * what it had promised. So it neither votes nor stands for election before it knows which.
 *
 * <pre>
 * newcomer → member   all other voters are as empty: they form the ensemble together; or, after
 *                     initLimit, a majority is, and nobody who could be reached knows better
 * newcomer → member   it follows a leader and has applied all that was committed when it asked
 * </pre>
 *
 * <p>A file says that it still is a newcomer, so that a crash on the way does not make it a voter
 * with half a log.
 *
 * <p>Thread: any.
 */
final class Newcomer {
  private static final Logger LOG = LoggerFactory.getLogger(Newcomer.class);

  private final int self;
  private final List<Member> members;
  private final NumberFile file;
  private final PeerNetwork network;
  private final BooleanSupplier isEmpty;
  private final Map<Integer, Boolean> empty = new HashMap<>(); // guarded by this
  private boolean patient = true; // guarded by this
  private volatile boolean joining;

  /**
   * Finds out whether this member is one.
   *
   * @param isEmpty whether nothing was ever written to this member's log
   */
  Newcomer(
      int self, List<Member> members, Start start, PeerNetwork network, BooleanSupplier isEmpty)
      throws IOException {
    this.self = self;
    this.members = members;
    this.file = start.file();
    this.network = network;
    this.isEmpty = isEmpty;
    boolean votes = voters().anyMatch(each -> each.id() == self);
    boolean others = voters().anyMatch(each -> each.id() != self);
    if (votes && others && start.fresh()) {
      file.store(1);
    }
    joining = votes && others && file.load(0) != 0;
    if (joining) {
      LOG.info(
          "server {} has no data: it takes no part in elections until it knows whether the others"
              + " have",
          self);
    }
  }

  /**
   * What is on the disk at the start.
   *
   * @param file is there while this member is a newcomer
   * @param fresh whether there is nothing else
   */
  record Start(NumberFile file, boolean fresh) {}

  private Stream<Member> voters() {
    return members.stream().filter(Member::votes);
  }

  /** Whether this member may not vote yet. */
  boolean isJoining() {
    return joining;
  }

  /** There is a connection to this member, which is told whether this one is empty. */
  void up(int member) {
    byte answer = (byte) (isEmpty.getAsBoolean() ? 1 : 0);
    network.send(member, FrameKind.EMPTINESS, ByteBuffer.allocate(1).put(0, answer));
  }

  /** A member says whether it is empty. */
  void heard(int member, ByteBuffer content) {
    boolean itIs = content.get() != 0;
    synchronized (this) {
      empty.put(member, itIs);
    }
    decide();
  }

  /** The time has passed within which the others should have been found. */
  void waitNoLonger() {
    synchronized (this) {
      patient = false;
    }
    decide();
  }

  private void decide() {
    if (joining && isNewEnsemble()) {
      join("forms a new ensemble with the others, which have no data either");
    }
  }

  private synchronized boolean isNewEnsemble() {
    if (empty.containsValue(false)) {
      return false;
    }
    long all = voters().count();
    long asEmpty = 1 + voters().filter(each -> empty.containsKey(each.id())).count();
    return asEmpty == all || (!patient && asEmpty > all / 2);
  }

  /** It has applied all that was committed when it asked the leader. */
  void caughtUp() {
    if (joining) {
      join("has caught up with the leader");
    }
  }

  private synchronized void join(String how) {
    if (!joining) {
      return;
    }
    try {
      file.delete();
      joining = false;
      LOG.info("server {} {}: it takes part in elections", self, how);
    } catch (IOException e) {
      LOG.error("server {} stays without a vote: {}", self, e.toString());
    }
  }
}
