package io.paddock.server.members;

import io.paddock.replication.ledger.Member;
import io.paddock.server.config.MemberConfig;
import java.util.List;

/** From server lines to the members that the ledger knows. Pure. */
public final class LedgerMembers {
  private LedgerMembers() {}

  /** The members with these lines. */
  public static List<Member> of(List<MemberConfig> lines) {
    return lines.stream().map(LedgerMembers::of).toList();
  }

  private static Member of(MemberConfig line) {
    return new Member(
        line.id(),
        line.role() == MemberConfig.Role.PARTICIPANT,
        line.addresses().stream().map(a -> new Member.Address(a.host(), a.quorumPort())).toList());
  }
}
