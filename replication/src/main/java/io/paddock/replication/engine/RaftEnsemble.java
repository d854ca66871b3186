package io.paddock.replication.engine;

import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import io.paddock.replication.ledger.ChangeRefusedException;
import io.paddock.replication.ledger.ChangeRefusedException.Why;
import io.paddock.replication.ledger.Ensemble;
import io.paddock.replication.ledger.LedgerListener;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.replication.peer.PeerNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The members of an ensemble, and who leads it.
 *
 * <p>Thread: any.
 */
final class RaftEnsemble implements Ensemble {
  private final int self;
  private final Node node;
  private final PeerNetwork network;
  private final LedgerListener listener;
  private final Later later;
  private final Runnable nudge;
  private final Map<Integer, Member> known = new TreeMap<>(); // guarded by this
  private volatile List<Member> inForce;
  private volatile @Nullable Configuration seen;
  private volatile Standing standing = new Standing(Standing.Role.LOOKING, 0, 0);

  RaftEnsemble(int self, List<Member> first, Node node, Surroundings around) {
    this.self = self;
    this.node = node;
    this.network = around.network();
    this.listener = around.listener();
    this.later = around.later();
    this.nudge = around.nudge();
    inForce = first;
    first.forEach(each -> known.put(each.id(), each));
  }

  /**
   * What it talks to.
   *
   * @param nudge puts something into the log that changes nothing
   */
  record Surroundings(PeerNetwork network, LedgerListener listener, Later later, Runnable nudge) {}

  @Override
  public Standing standing() {
    return standing;
  }

  /** Something has changed; tells the server if it is news. */
  void stands(Standing now) {
    if (!now.equals(standing)) {
      standing = now;
      listener.standing(now);
    }
  }

  @Override
  public List<Member> members() {
    return inForce;
  }

  @Override
  public synchronized void whereabouts(List<Member> members) {
    Set<Integer> kept = new HashSet<>(Set.of(self));
    inForce.forEach(each -> kept.add(each.id()));
    for (Member each : members) {
      kept.add(each.id());
      known.put(each.id(), each);
    }
    known.keySet().retainAll(kept);
    inForce = inForce.stream().map(this::at).toList();
    network.members(List.copyOf(known.values()));
  }

  /** The same member where it is reached now. */
  private Member at(Member member) {
    Member now = known.get(member.id());
    return now == null ? member : new Member(member.id(), member.votes(), now.addresses());
  }

  boolean isObserver() {
    return inForce.stream().anyMatch(each -> each.id() == self && !each.votes());
  }

  /**
   * Looks which members are in force; to be called now and then. The engine tells its state machine
   * of some changes only, and of voters only.
   */
  void look() {
    Configuration now = ((NodeImpl) node).getCurrentConf();
    if (now == null || now.isEmpty() || now.equals(seen)) {
      return;
    }
    seen = now;
    replace(now);
    Standing before = standing;
    if (before.role() == Standing.Role.FOLLOWER || before.role() == Standing.Role.OBSERVER) {
      Standing.Role role = isObserver() ? Standing.Role.OBSERVER : Standing.Role.FOLLOWER;
      stands(new Standing(role, before.leader(), before.term()));
    }
  }

  private synchronized void replace(Configuration now) {
    List<Member> members = new ArrayList<>();
    now.getPeers().forEach(each -> members.add(member(each, true)));
    now.getLearners().forEach(each -> members.add(member(each, false)));
    members.sort((a, b) -> Integer.compare(a.id(), b.id()));
    inForce = List.copyOf(members);
  }

  private Member member(PeerId peer, boolean votes) {
    int id = EngineNames.idOf(peer);
    Member before = known.get(id);
    return new Member(id, votes, before == null ? List.of() : before.addresses());
  }

  @Override
  public Set<Integer> connected() {
    return network.connected();
  }

  @Override
  public void tellLeader(ByteBuffer note) {
    int leader = standing.leader();
    if (leader == self) {
      listener.noted(self, note);
    } else if (leader != 0) {
      network.send(leader, FrameKind.NOTE, note);
    }
  }

  void noted(int member, ByteBuffer note) {
    if (standing.role() == Standing.Role.LEADER) {
      listener.noted(member, note);
    }
  }

  @Override
  public CompletionStage<Void> change(List<Member> next) {
    if (standing.role() != Standing.Role.LEADER) {
      return notLeading();
    }
    synchronized (this) {
      next.forEach(each -> known.put(each.id(), each));
      // The new ones are reached before they count, the old ones until they do not count any more.
      network.members(List.copyOf(known.values()));
    }
    connected().forEach(this::tellMembers);
    return new MembersChange(self, node, network, later, nudge)
        .begin(inForce, next)
        .thenRun(this::look)
        .thenRun(() -> drop(next));
  }

  /** There is a connection to this member. */
  void up(int member) {
    if (standing.role() == Standing.Role.LEADER) {
      tellMembers(member);
    }
  }

  private void tellMembers(int member) {
    ByteBuffer all;
    synchronized (this) {
      all = MembersCodec.encode(List.copyOf(known.values()));
    }
    network.send(member, FrameKind.MEMBERS, all);
  }

  /** The leader has said where the members are. */
  void heard(int member, ByteBuffer content) throws IOException {
    List<Member> all = MembersCodec.decode(content);
    if (standing.leader() != member) {
      return;
    }
    synchronized (this) {
      boolean news = false;
      for (Member each : all) {
        news |= !each.equals(known.put(each.id(), each));
      }
      if (news) {
        network.members(List.copyOf(known.values()));
      }
    }
  }

  private synchronized void drop(List<Member> kept) {
    known.keySet().removeIf(id -> kept.stream().noneMatch(each -> each.id() == id));
    network.members(List.copyOf(known.values()));
  }

  @Override
  public CompletionStage<Void> handLeadershipTo(int member) {
    if (standing.role() != Standing.Role.LEADER) {
      return notLeading();
    }
    Status status = node.transferLeadershipTo(EngineNames.peer(member));
    return status.isOk()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new ChangeRefusedException(
                MembersChange.why(status), String.valueOf(status.getErrorMsg())));
  }

  private static CompletionStage<Void> notLeading() {
    return CompletableFuture.failedFuture(
        new ChangeRefusedException(Why.NOT_LEADING, "this server does not lead"));
  }
}
