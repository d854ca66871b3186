package io.paddock.replication.engine;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.util.Endpoint;
import io.paddock.replication.ledger.Member;
import java.util.List;

/**
 * Members ↔ the engine's names of them. A name says which member, never where it is: so nothing
 * that the engine writes down has to change when a member moves to another address.
 */
final class EngineNames {
  private static final String HOST = "member";

  private EngineNames() {}

  static PeerId peer(int member) {
    return new PeerId(HOST, member);
  }

  /** The member with this name, or 0 for nobody. */
  static int idOf(PeerId peer) {
    return peer.isEmpty() ? 0 : peer.getPort();
  }

  static int idOf(Endpoint endpoint) {
    return endpoint.getPort();
  }

  /** The member whose name this is as text, or -1 if it is no name. */
  static int idOf(String name) {
    PeerId peer = new PeerId();
    return peer.parse(name) && peer.getIp().equals(HOST) ? peer.getPort() : -1;
  }

  static List<PeerId> voters(List<Member> members) {
    return members.stream().filter(Member::votes).map(each -> peer(each.id())).toList();
  }

  static List<PeerId> observers(List<Member> members) {
    return members.stream().filter(each -> !each.votes()).map(each -> peer(each.id())).toList();
  }
}
